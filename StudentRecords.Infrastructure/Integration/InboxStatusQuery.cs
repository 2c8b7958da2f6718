using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>What became of a message, as its sender is told: no content, and nothing about the person.</summary>
public sealed record MessageStatus
{
    public required string Source { get; init; }
    public required string MessageId { get; init; }
    public required string Flow { get; init; }
    public required string Type { get; init; }
    public required string Key { get; init; }
    public required long SourceVersion { get; init; }
    public required string State { get; init; }
    public string? Code { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public required string CorrelationId { get; init; }
}

/// <summary>Answers a sender about its own message.</summary>
public sealed class InboxStatusQuery(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Null when this source has sent no such message.</summary>
    public async Task<MessageStatus?> FindAsync(string source, string messageId, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<InboxMessage>().AsNoTracking().Where(m => m.Source == source && m.MessageId == messageId).Select(m => new MessageStatus
        {
            Source = m.Source,
            MessageId = m.MessageId,
            Flow = m.Flow,
            Type = m.Type,
            Key = m.BusinessKey,
            SourceVersion = m.SourceVersion,
            State = m.State.ToString(),
            Code = m.ReasonCode,
            Reason = m.Reason,
            ReceivedAt = m.ReceivedAt,
            SettledAt = m.SettledAt,
            NextAttemptAt = m.NextAttemptAt,
            CorrelationId = m.CorrelationId,
        }).SingleOrDefaultAsync(ct);
    }
}
