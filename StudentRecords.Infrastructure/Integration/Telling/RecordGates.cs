using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F012: a timetable goes to the portal only while timetabling's version of the event stands (F004), an examination while it is timetabled (F062), and either only to who is still on the module.</summary>
internal sealed class TimetableGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F012", "PersonalTimetableView");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var bodies = messages.ToDictionary(m => m.Id, m => m.Content());
        var (events, exams) = (bodies.Values.Select(b => b.Text("event")).OfType<string>().Distinct().ToList(), bodies.Values.Select(b => b.Text("sitting")).OfType<string>().Distinct().ToList());
        var current = await db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && events.Contains(e.Key)).Select(e => new { e.Key, Version = e.SourceVersion + e.Turns, e.OccurrenceId }).ToDictionaryAsync(e => (e.Key, e.Version), e => e.OccurrenceId, ct);
        var sittings = await (from s in db.Set<ExamSitting>().AsNoTracking().Where(s => exams.Contains(s.Key)) join c in db.Set<AssessmentComponent>() on s.ComponentId equals c.Id select new { s.Key, c.OccurrenceId }).ToDictionaryAsync(s => s.Key, s => s.OccurrenceId, ct);
        var (people, runs) = (messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList(), current.Values.Concat(sittings.Values).Distinct().ToList());
        var on = (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => people.Contains(r.PersonId) && runs.Contains(r.OccurrenceId) && r.Status == RegistrationStatus.Registered).Select(r => new { r.PersonId, r.OccurrenceId }).ToListAsync(ct)).Select(r => (r.PersonId, r.OccurrenceId)).ToHashSet();
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages)
        {
            var body = bodies[message.Id];
            if (!(body.Text("sitting") is { } sitting ? sittings.TryGetValue(sitting, out var run) : current.TryGetValue((body.Text("event") ?? "", body.GetProperty("version").GetInt64()), out run)))
            {
                verdicts[message.Id] = new GateVerdict("Timetabling has another version of it; that goes instead.");
            }
            else if (!on.Contains((message.PersonId ?? 0, run)))
            {
                verdicts[message.Id] = new GateVerdict("The student is no longer on the module.");
            }
        }

        return verdicts;
    }
}

/// <summary>F035: nothing is paid to somebody who is not enrolled, for what was revoked, or for work without a confirmed right to work.</summary>
internal sealed class PayGate(string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F035", type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var keys = messages.Select(m => m.Content().Text("authorisation")).OfType<string>().ToList();
        var held = await (from a in db.Set<PayAuthorisation>().AsNoTracking().Where(a => keys.Contains(a.Key)) join e in db.Set<Engagement>() on a.EngagementId equals e.Id select new { a.Key, a.State, a.RoleId, e.Status }).ToDictionaryAsync(a => a.Key, ct);
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages)
        {
            var payment = held.GetValueOrDefault(message.Content().Text("authorisation") ?? "");
            var why = payment is null ? "There is no such payment." : payment.State != PayState.Sent ? $"The payment is {payment.State} already."
                : payment.Status != EngagementStatus.Enrolled ? $"The engagement is {payment.Status} now."
                : payment.RoleId is { } role && !await PayService.MayBePaidAsync(db, role, Domain.Calendar.UkTime.Day(now), ct) ? "Human Resources do not confirm the right to work."
                : null;
            if (why is not null)
            {
                verdicts[message.Id] = new GateVerdict(why);
            }
        }

        return verdicts;
    }
}

/// <summary>F067: a sample goes to the examiner only before the board has ratified.</summary>
internal sealed class SampleGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F067", "ExaminerSampleGranted");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var boards = messages.ToDictionary(m => m.Id, m => long.Parse($"{m.Content().GetProperty("board")}", CultureInfo.InvariantCulture));
        var ids = boards.Values.Distinct().ToList();
        var ratified = (await db.Set<ExamBoard>().AsNoTracking().Where(b => ids.Contains(b.Id) && b.Stage == BoardStage.Ratified).Select(b => b.Id).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => ratified.Contains(boards[m.Id])).ToDictionary(m => m.Id, _ => new GateVerdict("The board has ratified; its sample is closed."));
    }
}

/// <summary>
/// F029: a batch waits until all before it have been taken, so that the warehouse never has a gap. One that was set aside stops the feed until it is sent again; what waits
/// for it is due, and seen.
/// </summary>
internal sealed class BatchGate(string type) : IOutboundGate
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    public (string Flow, string Type) Guards => ("F029", type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages.Where(m => m.Sequence > 1))
        {
            var before = await db.Set<OutboxMessage>().Where(m => m.Flow == message.Flow && m.Destination == message.Destination && m.Aggregate == message.Aggregate && m.Sequence < message.Sequence && m.State != OutboxState.Delivered).OrderBy(m => m.Sequence).Select(m => m.Key).FirstOrDefaultAsync(ct);
            if (before is not null)
            {
                verdicts[message.Id] = new GateVerdict($"{before} was not taken: send it again, or this can never go.", now + AskAgain) { IsDue = true };
            }
        }

        return verdicts;
    }
}
