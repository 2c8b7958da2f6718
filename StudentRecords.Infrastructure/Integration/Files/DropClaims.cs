using System.Globalization;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Takes finished files out of the incoming folder, each into a folder of its own, so that all about it moves in one step. Goes on where a killed run stopped.</summary>
internal static class DropClaims
{
    /// <summary>Whether anything is finished and not yet dealt with.</summary>
    public static bool Waits(SystemFolder folder) => Finished(folder).Any() || (Directory.Exists(folder.Claimed) && Directory.EnumerateDirectories(folder.Claimed).Any());

    /// <summary>Claims what is finished and gives every claim, oldest first.</summary>
    public static IReadOnlyList<Claim> Take(SystemFolder folder, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder.Claimed);
        Resume(folder);
        foreach (var file in Finished(folder).Where(File.Exists).ToList())
        {
            var name = Path.GetFileName(file);
            var claim = Directory.CreateDirectory(Path.Combine(folder.Claimed, $"{now.ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture)}_{name}")).FullName;
            File.Move(file, Path.Combine(claim, name));
            File.Move(file + DropManifest.Ending, Path.Combine(claim, name + DropManifest.Ending));
        }

        return Directory.EnumerateDirectories(folder.Claimed).Order(StringComparer.Ordinal).Select(d => new Claim(d)).ToList();
    }

    /// <summary>The data files whose manifest is there.</summary>
    private static IEnumerable<string> Finished(SystemFolder folder) => Directory.EnumerateFiles(folder.Incoming, $"*{DropManifest.Ending}")
        .Select(f => f[..^DropManifest.Ending.Length]).Where(f => !f.EndsWith(".part", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    /// <summary>Ends claims that a kill cut in half: without the file they are dropped, without the manifest it is fetched.</summary>
    private static void Resume(SystemFolder folder)
    {
        foreach (var claim in Directory.EnumerateDirectories(folder.Claimed).Select(d => new Claim(d)).ToList())
        {
            if (!File.Exists(claim.File))
            {
                Directory.Delete(claim.Folder, recursive: true);
            }
            else if (!File.Exists(claim.Manifest))
            {
                File.Move(Path.Combine(folder.Incoming, claim.Name + DropManifest.Ending), claim.Manifest);
            }
        }
    }
}

/// <summary>A claimed file's folder.</summary>
internal sealed record Claim(string Folder)
{
    public string Id => Path.GetFileName(Folder);

    public string Name => Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    public string File => Path.Combine(Folder, Name);

    public string Manifest => File + DropManifest.Ending;
}
