using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>
/// F012: grades go to the portal only while a ratified decision stands and its release has come; a release that was moved moves them. In whose place an appeal's
/// decision stands already is not shown any more: only the newer one goes.
/// </summary>
internal sealed class GradesGate : IOutboundGate
{
    public const string Overtaken = "After an appeal another decision stands in the place of this one; its grades go instead.";

    public (string Flow, string Type) Guards => ("F012", "RatifiedGradesPublished");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Where(m => m.PersonId is not null).Select(m => m.PersonId!.Value).Distinct().ToList();
        var boards = (await (
            from decision in db.Set<BoardDecision>().AsNoTracking().Where(d => people.Contains(d.PersonId))
            join registration in db.Set<ModuleRegistration>() on decision.RegistrationId equals registration.Id
            join occurrence in db.Set<ModuleOccurrence>() on registration.OccurrenceId equals occurrence.Id
            select new { decision.PersonId, occurrence.Key, decision.BoardId, decision.RegistrationId }).ToListAsync(ct)).ToLookup(d => (d.PersonId, d.Key), d => (d.BoardId, d.RegistrationId));
        var asked = boards.SelectMany(b => b).Select(b => b.BoardId).Distinct().ToList();
        var releases = await db.Set<ResultRelease>().AsNoTracking().Where(r => asked.Contains(r.BoardId)).ToDictionaryAsync(r => r.BoardId, r => r.ReleaseAt, ct);

        var died = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id) && p.DiedOn != null).Select(p => p.Id).ToListAsync(ct);

        var verdicts = new Dictionary<long, GateVerdict>();
        foreach (var message in messages)
        {
            var (run, version) = Named(message);
            var decided = boards[(message.PersonId ?? 0, run)].ToList();
            if (died.Contains(message.PersonId ?? 0))
            {
                verdicts[message.Id] = new GateVerdict("The student has died; nothing more is published to the portal.");
            }
            else if (decided.Count == 0)
            {
                verdicts[message.Id] = new GateVerdict("No ratified decision stands behind these grades.");
            }
            else if (decided.CountBy(d => d.RegistrationId).Min(r => r.Value) > version)
            {
                verdicts[message.Id] = new GateVerdict(Overtaken);
            }
            else if (decided.Max(d => releases.TryGetValue(d.BoardId, out var at) ? at : DateTimeOffset.MaxValue) is var release && release > now)
            {
                verdicts[message.Id] = release == DateTimeOffset.MaxValue
                    ? new GateVerdict("The board has no release date for its results.")
                    : new GateVerdict("The results are not released yet.", release);
            }
        }

        return verdicts;
    }

    /// <summary>The running of a module that the grades are of, and which of its decisions they tell, from 1.</summary>
    private static (string Occurrence, int Version) Named(OutboxMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return (body.RootElement.GetProperty("occurrence").GetString() ?? "", body.RootElement.TryGetProperty("version", out var version) ? version.GetInt32() : 1);
    }
}
