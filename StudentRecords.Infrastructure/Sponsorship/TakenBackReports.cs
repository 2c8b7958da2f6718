using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>
/// F051: what a unit of work takes back before the sponsor's authority has heard of it, by the correction of a step or by a board's decision in the place of another.
/// The gates withdraw the reports when they would go (<see cref="StatusReportGate"/>, <see cref="BoardWordGate"/>).
/// </summary>
internal sealed class TakenBackReports
{
    private readonly HashSet<(long Person, string Suffix)> undone = [];
    private readonly HashSet<(long Person, DateTimeOffset At)> superseding = [];
    private readonly Dictionary<(long Person, string Suffix), DateOnly?> lastDays = [];

    private TakenBackReports() { }

    /// <summary>The cases of reports that never go.</summary>
    public List<Intervention> Cases { get; } = [];

    /// <summary>Says that something is so after all, to those who never heard otherwise: nobody has to follow it up.</summary>
    public bool IsUnheard(OutboxMessage message) => undone.Any(u => Ends(message, u))
        || (superseding.Contains((message.PersonId ?? 0, message.CreatedAt)) && message.Content().Text(StatusReportGate.Field) == BoardNotices.StudiesGoOn);

    /// <summary>Last day of the report in whose place this one goes: another day of the step gives no more time.</summary>
    public DateOnly? LastDay(OutboxMessage message) => lastDays.FirstOrDefault(d => Ends(message, d.Key)).Value;

    public static async Task<TakenBackReports> ReadAsync(RegistryDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        TakenBackReports back = new();
        var corrections = db.ChangeTracker.Entries<StatusEntry>().Where(e => e is { State: EntityState.Added, Entity.Corrects: not null }).Select(e => e.Entity).ToList();
        var decisions = db.ChangeTracker.Entries<AwardDecision>().Where(e => e is { State: EntityState.Added, Entity.SupersedesId: not null }).Select(e => e.Entity).ToList();
        if (corrections.Count + decisions.Count == 0)
        {
            return back;
        }

        var people = corrections.Select(c => c.PersonId).Concat(decisions.Select(d => d.PersonId)).Distinct().ToList();
        var reports = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F051" && m.PersonId != null && people.Contains(m.PersonId.Value)).ToListAsync(ct);
        var keys = reports.ConvertAll(m => SponsorCases.KeyOf(m.Key));
        var cases = (await db.Set<Intervention>().Where(i => keys.Contains(i.Key) && Intervention.WaitingStates.Contains(i.State)).ToListAsync(ct)).ToDictionary(i => i.Key);
        foreach (var correction in corrections)
        {
            var suffixes = ReportedStep.Earlier(correction, correction.Engagement.Statuses).Select(s => (correction.PersonId, ReportedStep.Suffix(correction.Engagement.Numhus, s.Ordinal))).ToList();
            if (back.Take(reports.FindAll(m => suffixes.Exists(s => Ends(m, s))), cases, now) is { } taken)
            {
                var its = (correction.PersonId, ReportedStep.Suffix(correction.Engagement.Numhus, correction.Ordinal));
                back.lastDays[its] = taken.Min(c => c.DueOn);
                if (correction.IsUndone)
                {
                    back.undone.Add(its);
                }
            }
        }

        var earlier = decisions.ConvertAll(d => d.SupersedesId!.Value);
        var moments = decisions.Count == 0 ? [] : await db.Set<AwardDecision>().AsNoTracking().Where(d => earlier.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.RatifiedAt, ct);
        foreach (var decision in decisions)
        {
            if (back.Take(reports.FindAll(m => m.PersonId == decision.PersonId && m.CreatedAt == moments[decision.SupersedesId!.Value]), cases, now) is not null)
            {
                back.superseding.Add((decision.PersonId, decision.RatifiedAt));
            }
        }

        return back;
    }

    /// <summary>Cases of the reports; null where there was none, or one has gone or is on its way.</summary>
    private List<Intervention>? Take(List<OutboxMessage> reports, Dictionary<string, Intervention> cases, DateTimeOffset now)
    {
        if (reports.Count == 0 || reports.Exists(m => m.State is OutboxState.Delivered or OutboxState.SetAside or OutboxState.Dead || m.ClaimedUntil >= now))
        {
            return null;
        }

        var taken = reports.Select(m => cases.GetValueOrDefault(SponsorCases.KeyOf(m.Key))).OfType<Intervention>().ToList();
        Cases.AddRange(taken);
        return taken;
    }

    private static bool Ends(OutboxMessage message, (long Person, string Suffix) of) => message.PersonId == of.Person && message.Key.EndsWith(of.Suffix, StringComparison.Ordinal);
}
