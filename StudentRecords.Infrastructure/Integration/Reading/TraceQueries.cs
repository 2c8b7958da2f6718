using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>One step of what a cause led to.</summary>
/// <param name="At">When.</param>
/// <param name="Where">Inbox, Record, Outbox or Receipt.</param>
/// <param name="What">What happened, in a line.</param>
/// <param name="Address">The page that tells more; null when there is none.</param>
public sealed record TraceStep(DateTimeOffset At, string Where, string What, string? Address);

/// <summary>"What happened to this student's change?": everything that bears one correlation id, across inbox, record, outbox and receipts. Of discreet flows that something happened, and no more.</summary>
public sealed class TraceQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<TraceStep>> OfAsync(string correlationId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var came = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.CorrelationId == correlationId).OrderBy(m => m.Id).Take(Most)
            .Select(m => new { m.Id, m.Flow, m.Type, m.Source, m.State, m.ReceivedAt }).ToListAsync(ct);
        var told = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.CorrelationId == correlationId).OrderBy(e => e.Sequence).Take(Most)
            .Select(e => new { e.Sequence, e.At, e.Act, e.Actor, e.SubjectKind, e.SubjectId }).ToListAsync(ct);
        var went = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.CorrelationId == correlationId).OrderBy(m => m.Id).Take(Most)
            .Select(m => new { m.Id, m.Flow, m.Type, m.Destination, m.State, m.CreatedAt, m.DeliveredAt, m.Receipt }).ToListAsync(ct);
        if (came.Select(m => m.Flow).Concat(went.Select(m => m.Flow)).Any(f => !DiscreetFlows.MayRead(f, caller)))
        {
            // neither may whoever the rest leads to be found by it, nor what is discreet by them: only the order of things is shown
            return
            [
                .. came.Select(m => (0, new TraceStep(m.ReceivedAt, "Inbox", DiscreetFlows.MayRead(m.Flow, caller) ? $"{m.Flow} {m.Type} from {m.Source}: {m.State}" : $"A message that you may not read: {m.State}", null)))
                    .Concat(told.Select(e => (1, new TraceStep(e.At, "Record", "A change that you may not read", null))))
                    .Concat(went.Select(m => (2, new TraceStep(m.CreatedAt, "Outbox", DiscreetFlows.MayRead(m.Flow, caller) ? $"{m.Flow} {m.Type} to {m.Destination}: {m.State}" : $"A message that you may not read: {m.State}", null))))
                    .OrderBy(s => s.Item2.At).ThenBy(s => s.Item1).Select(s => s.Item2),
            ];
        }

        return
        [
            .. came.Select(m => (0, new TraceStep(m.ReceivedAt, "Inbox", $"{m.Flow} {m.Type} from {m.Source}: {m.State}", $"/flows/inbox/{m.Id}")))
                .Concat(told.Select(e => (1, new TraceStep(e.At, "Record", $"{e.Act} by {e.Actor}: {e.SubjectKind}", e.SubjectKind == "Person" ? $"/students/{e.SubjectId}" : null))))
                .Concat(went.Select(m => (2, new TraceStep(m.CreatedAt, "Outbox", $"{m.Flow} {m.Type} to {m.Destination}: {m.State}", $"/flows/outbox/{m.Id}"))))
                .Concat(went.Where(m => m.DeliveredAt is not null).Select(m => (3, new TraceStep(m.DeliveredAt!.Value, "Receipt", $"{m.Destination}: {m.Receipt}", $"/flows/outbox/{m.Id}"))))
                .OrderBy(s => s.Item2.At).ThenBy(s => s.Item1).Select(s => s.Item2),
        ];
    }
}
