namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>A file of many messages as its receiver has it.</summary>
/// <param name="Note">What its manifest says.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record FetchedFile(FileNote Note, byte[] Content)
{
    /// <summary>Places of the messages in the manifest by their keys.</summary>
    public IReadOnlyDictionary<string, int> Places { get; } = Note.Items.Select((i, place) => (i.Key, place)).ToDictionary(i => i.Key, i => i.place, StringComparer.Ordinal);
}

/// <summary>The manifest of a file in a named format, as far as a receiver needs it.</summary>
/// <param name="Number">1, 2, 3 … for the receiver.</param>
/// <param name="Rows">Rows of content.</param>
/// <param name="Pence">Sum of money; null where the format has none.</param>
/// <param name="Messages">Ids of the messages.</param>
/// <param name="Items">The same messages by name, in the same order.</param>
internal sealed record FileNote(int Number, string Flow, string Batch, int Rows, long? Pence, IReadOnlyList<string> Messages, IReadOnlyList<NotedItem> Items);

/// <summary>A message as a manifest names it.</summary>
internal sealed record NotedItem(string Key, long Sequence, DateTimeOffset Time);
