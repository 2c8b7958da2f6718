using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>
/// Stands for students where who they are is not needed (F027, F041): the same each night, and for nobody else to undo. The key is
/// <c>Hub:PseudonymKey</c>, or a file beside the database that is made when it is first needed. Whoever has it can tell who is who; whoever
/// loses it makes strangers of everybody.
/// </summary>
internal sealed class Pseudonyms(IConfiguration configuration)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> key = new(() => configuration["Hub:PseudonymKey"] is { Length: > 0 } set ? Encoding.UTF8.GetBytes(set) : Kept(Path(configuration)));

    public string Of(string studentNumber) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(studentNumber)))[..24];

    private static string Path(IConfiguration configuration) => $"{(configuration["Database:Path"] is { Length: > 0 } database ? database : "student-records.db")}.pseudonyms";

    /// <summary>The key of the file; whoever comes first makes it, whole or not at all.</summary>
    private static byte[] Kept(string path)
    {
        if (!File.Exists(path))
        {
            var own = $"{path}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(own, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(own, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(own);
            }
        }

        return File.ReadAllBytes(path) is { Length: KeyBytes } held ? held : throw new InvalidOperationException($"{path} is not a key of {KeyBytes} bytes; put the right one back, or every pseudonym changes.");
    }
}
