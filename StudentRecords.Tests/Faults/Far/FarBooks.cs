using System.Text;
using System.Text.Json;
using StudentRecords.Tests.Integration;

namespace StudentRecords.Tests.Faults.Far;

/// <summary>What the far systems have taken, a file each and a line for each message, and what the test asks of them: a file each too.</summary>
internal sealed class FarBooks(string folder)
{
    private const string Steady = "steady";
    private const string Refused = "refused";

    private readonly Lock writing = new();

    /// <summary>Everything goes well, or it goes as it does in life.</summary>
    public bool IsSteady
    {
        get => File.Exists(In(Steady));
        set => Put(Steady, value ? "" : null);
    }

    /// <summary>Messages whose key begins with it are not taken; null: all are.</summary>
    public void Refuse(string? prefix) => Put(Refused, prefix);

    public bool Refuses(string key) => File.Exists(In(Refused)) && key.StartsWith(File.ReadAllText(In(Refused)), StringComparison.Ordinal);

    /// <summary>Returns once the line is with the operating system: it outlives the program.</summary>
    public void Write(string system, TakenMessage message)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + "\n");
        lock (writing)
        {
            using var book = new FileStream(In($"{system}.book"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            book.Write(line);
        }
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<TakenMessage> Taken(string system)
    {
        var book = In($"{system}.book");
        return File.Exists(book) ? [.. Whole(File.ReadAllText(book)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<TakenMessage>(line)!)] : [];
    }

    /// <summary>Strikes out the line in which the program was killed: it was not answered.</summary>
    public void Mend()
    {
        foreach (var book in Directory.EnumerateFiles(folder, "*.book"))
        {
            File.WriteAllText(book, Whole(File.ReadAllText(book)));
        }
    }

    private static string Whole(string text) => text[..(text.LastIndexOf('\n') + 1)];

    private string In(string name) => Path.Combine(folder, name);

    private void Put(string name, string? text)
    {
        if (text is null)
        {
            File.Delete(In(name));
            return;
        }

        // whole at once, for who reads it meanwhile
        File.WriteAllText(In($"{name}.part"), text);
        File.Move(In($"{name}.part"), In(name), overwrite: true);
    }
}
