using System.Text.Json;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>What a system made of a file. Messages go by their place in the manifest, from 0.</summary>
internal sealed record FileRead
{
    /// <summary>What stands in the file of messages that a system may answer.</summary>
    public IReadOnlyDictionary<int, RowTold> Told { get; init; } = new Dictionary<int, RowTold>();

    /// <summary>Messages that it did not take.</summary>
    public IReadOnlySet<int> Refused { get; init; } = new HashSet<int>();

    /// <summary>The file that goes back; null where the format has none.</summary>
    public FileAnswer? Answer { get; init; }
}

/// <summary>A row in the words of its message.</summary>
internal sealed record RowTold(string Type, JsonElement Data)
{
    public static RowTold Of(string type, object data) => new(type, JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web));
}

/// <summary>A file in which a receiver says what became of what it was sent.</summary>
/// <param name="Extension">Without a dot.</param>
/// <param name="Rows">Answers in it.</param>
internal sealed record FileAnswer(string Extension, string Text, int Rows);

/// <summary>Reads the files of one format as the system does that they are for.</summary>
internal interface IFileReader
{
    /// <exception cref="InvalidDataException">It is not as its format says.</exception>
    FileRead Read(FetchedFile file);
}

/// <summary>What a format asks for.</summary>
internal static class FormatCheck
{
    /// <exception cref="InvalidDataException">It is not so.</exception>
    public static void That(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
