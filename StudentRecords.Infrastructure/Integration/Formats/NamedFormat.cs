using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>A format that a receiver's field has agreed on. It holds many messages in one file.</summary>
internal abstract class NamedFormat(string extension)
{
    /// <summary>Ending of the file, without a dot.</summary>
    public string Extension => extension;

    /// <summary>Most messages of a file.</summary>
    public virtual int Most => 50_000;

    /// <summary>Whether a message that stands in a file is written into another one when somebody sends it once more. A receiver that takes nothing twice gets again only what it sent back.</summary>
    public virtual bool IsRepeated(OutboxMessage message, string file) => true;

    /// <summary>Whether it has a word for the message.</summary>
    public abstract bool Writes(OutboxMessage message);

    /// <summary>The file of these messages; the same for the same messages and turn.</summary>
    public abstract Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct);
}

/// <summary>Which file of a system it is.</summary>
/// <param name="System">Code of the receiver.</param>
/// <param name="Flow">Of its messages.</param>
/// <param name="Number">1, 2, 3 … for the system.</param>
/// <param name="Now">When it is made.</param>
internal sealed record FileTurn(string System, string Flow, int Number, DateTimeOffset Now);

/// <summary>A file in a named format.</summary>
/// <param name="WriteAsync">Writes its content; what it throws leaves no file behind.</param>
/// <param name="Rows">Rows of content.</param>
/// <param name="Pence">Sum of money in it; null where it has none.</param>
/// <param name="Signed">SHA-256 of what people signed, which it must have; null where nobody signs it.</param>
internal sealed record FormatFile(Func<Stream, CancellationToken, Task> WriteAsync, int Rows, long? Pence = null, string? Signed = null)
{
    /// <summary>The messages as its rows stand, where an answer speaks of rows; null where none does.</summary>
    public IReadOnlyList<OutboxMessage>? InRows { get; init; }

    public FormatFile(byte[] content, int rows, long? pence = null)
        : this((to, ct) => to.WriteAsync(content, ct).AsTask(), rows, pence)
    {
    }
}
