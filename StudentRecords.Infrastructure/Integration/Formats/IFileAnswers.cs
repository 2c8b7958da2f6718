using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Files in which a receiver says what became of messages that it was sent. They are dropped like any file, and are no messages of a flow.</summary>
internal interface IFileAnswers
{
    bool Takes(string system, string path, string flow);

    /// <summary>A row for each answer.</summary>
    /// <exception cref="UnreadableFileException">It is no file of answers.</exception>
    IReadOnlyList<DropRow> Rows(string text);

    /// <summary>Tells the messages what was said of them; one receipt for each answer that can be read.</summary>
    Task<IReadOnlyList<Receipt>> TakeAsync(string text, CancellationToken ct);
}
