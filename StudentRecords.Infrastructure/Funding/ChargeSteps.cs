using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>The way of a charge: back by its correlation id to message and act, forward by its key to run, message and receipt.</summary>
internal static class ChargeSteps
{
    private const int Most = 50;

    public static async Task<IReadOnlyList<WalkStep>> BeforeAsync(RegistryDbContext db, FeeCharge charge, CancellationToken ct)
    {
        var came = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.CorrelationId == charge.CorrelationId && (m.PersonId == charge.PersonId || m.PersonId == null)).OrderBy(m => m.Id).Take(Most)
            .Select(m => new { m.Id, m.Flow, m.Type, m.Source, m.MessageId, m.ReceivedAt }).ToListAsync(ct);
        var done = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.CorrelationId == charge.CorrelationId && e.SubjectKind == nameof(Person) && e.SubjectId == charge.PersonId).OrderBy(e => e.Sequence).Take(Most)
            .Select(e => new { e.Sequence, e.At, e.Act, e.Actor, e.Reason }).ToListAsync(ct);
        return
        [
            .. came.Select(m => new WalkStep(m.ReceivedAt, "Inbox", $"{m.Flow} {m.Type} from {m.Source}: {m.MessageId}", Room.FlowMessages, $"/flows/inbox/{m.Id}"))
                .Concat(done.Select(e => new WalkStep(e.At, "Act", $"{e.Act} by {e.Actor}: {e.Reason}", Room.AuditTrail, $"/audit/{e.Sequence}"))).OrderBy(s => s.At).ThenBy(s => s.Where == "Act"),
        ];
    }

    public static async Task<IReadOnlyList<WalkStep>> AfterAsync(RegistryDbContext db, FeeCharge charge, string studentNumber, string numhus, CancellationToken ct)
    {
        List<WalkStep> steps = [];
        var line = await (from l in db.Set<ChargeRunLine>().AsNoTracking()
                          join r in db.Set<ChargeRun>() on l.RunId equals r.Id
                          where l.ChargeId == charge.Id && r.State != ChargeRunState.Discarded
                          select new { l.Kind, r.Id, r.AcademicYear, r.Number, r.State, r.PreparedAt }).FirstOrDefaultAsync(ct);
        if (line is not null)
        {
            steps.Add(new WalkStep(line.PreparedAt, "Charge run", $"{line.AcademicYear} run {line.Number}, {line.State}: {line.Kind}", Room.Money, $"/charge-runs/{line.Id}"));
        }

        var key = FeeNotices.Key(studentNumber, numhus, charge);
        if (await db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Flow == "F009" && m.Key == key, ct) is { } message)
        {
            steps.Add(new WalkStep(message.CreatedAt, "Outbox", $"{message.Flow} {message.Type} to {message.Destination}: {message.State}", Room.FlowMessages, $"/flows/outbox/{message.Id}"));
            if (message.DeliveredAt is { } at)
            {
                steps.Add(new WalkStep(at, "Receipt", $"{message.Destination}: {message.Receipt}", Room.FlowMessages, $"/flows/outbox/{message.Id}"));
            }
        }

        return steps;
    }
}
