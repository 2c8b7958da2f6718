using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>An engagement's modules as a regulation reads them, with whose they are and what they rest on.</summary>
/// <param name="EntryYear">Academic year in which the engagement began.</param>
/// <param name="Provisional">How many of its modules no board has ratified yet.</param>
internal sealed record EngagementProfile(long EngagementId, long PersonId, string Numhus, long ProgrammeVersionId, string EntryYear, int Provisional, AwardProfile Profile);

/// <summary>Gathers module results, ratified ones before provisional ones, in six reads however many engagements are asked about.</summary>
internal static class AwardProfiles
{
    public static Task<List<EngagementProfile>> OfAsync(RegistryDbContext db, IReadOnlyCollection<long> engagementIds, CancellationToken ct) => OfAsync(db, engagementIds, null, ct);

    /// <summary>The same, with what was taken up to the end of one session year only; null: all.</summary>
    public static async Task<List<EngagementProfile>> OfAsync(RegistryDbContext db, IReadOnlyCollection<long> engagementIds, string? untilSessionYear, CancellationToken ct)
    {
        long[] ids = [.. engagementIds];
        var engagements = await db.Set<Engagement>().AsNoTracking().Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, e.PersonId, e.Numhus, e.ProgrammeVersionId, e.Start, e.Mode }).ToListAsync(ct);
        var registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => ids.Contains(r.EngagementId) && r.Status == RegistrationStatus.Registered
                && (untilSessionYear == null || string.Compare(r.Session.SessionYear, untilSessionYear) <= 0))
            .Select(r => new Registered(r.Id, r.EngagementId, r.Attempt, r.Session.YearOfProgramme, r.Occurrence.Module.Code, r.Occurrence.ModuleVersion.Credits, r.Occurrence.ModuleVersion.Level,
                db.Set<Mark>().Where(m => m.RegistrationId == r.Id && m.IsCurrent).Max(m => (int?)m.Attempt) ?? 0)).ToListAsync(ct);
        var results = await (from r in db.Set<ModuleRegistration>().AsNoTracking()
                             join x in db.Set<ModuleResult>() on r.Id equals x.RegistrationId
                             where ids.Contains(r.EngagementId)
                             select new { r.Id, x.OverallMark, x.Passes }).ToDictionaryAsync(x => x.Id, ct);
        var decisions = (await (from r in db.Set<ModuleRegistration>().AsNoTracking()
                                join d in db.Set<BoardDecision>() on r.Id equals d.RegistrationId
                                where ids.Contains(r.EngagementId)
                                select new { r.Id, d.Outcome, d.OverallMark, d.RatifiedAt }).ToListAsync(ct)).GroupBy(d => d.Id).ToDictionary(g => g.Key, g => g.MaxBy(d => d.RatifiedAt)!);
        var misconduct = await MisconductOfPeople.ReadAsync(db, [.. engagements.Select(e => e.PersonId).Distinct()], ct);
        var byEngagement = registrations.ToLookup(r => r.EngagementId);
        return [.. engagements.Select(e =>
        {
            var own = byEngagement[e.Id].ToList();
            var first = own.Count == 0 ? 0 : own.Min(r => r.Level);
            var modules = own.GroupBy(r => r.Code, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Module([.. g.OrderBy(r => r.Attempt).Select(r => (r, Taken(r)))], e.Mode == "01" ? null : first));
            return new EngagementProfile(e.Id, e.PersonId, e.Numhus, e.ProgrammeVersionId, Domain.Calendar.AcademicYear.Of(e.Start).ToString(), own.Count(r => !decisions.ContainsKey(r.Id)), new AwardProfile
            {
                Modules = [.. modules], MisconductOpen = misconduct.IsOpen(e.PersonId), Penalties = misconduct.PenaltiesOf(e.PersonId, e.Start),
            });
        })];

        TakenModule Taken(Registered r) => decisions.TryGetValue(r.Id, out var d) ? new(d.OverallMark, d.Outcome, null)
            : results.TryGetValue(r.Id, out var x) ? new(x.OverallMark, null, x.Passes) : new(null, null, null);
    }

    /// <param name="taken">The module's registrations, first attempt first, each with what it came to.</param>
    /// <param name="partTimeFrom">For who does not study full time, the lowest level of all their modules: stages are then told by level, not by year.</param>
    private static ProfileModule Module(List<(Registered Registered, TakenModule Came)> taken, int? partTimeFrom)
    {
        var (first, (last, came)) = (taken[0].Registered, taken[^1]);
        var failed = came.Outcome is BoardOutcome.Failed or BoardOutcome.Referred || (came.Outcome is null && came.Passes == false);
        return new ProfileModule
        {
            Code = last.Code, Credits = last.Credits, Level = last.Level,
            // a module that is repeated belongs to the stage in which it was first taken
            Stage = partTimeFrom is { } lowest ? last.Level - lowest + 1 : first.YearOfProgramme,
            Mark = came.Mark, Attempt = last.Attempt, Used = Math.Max(last.Attempt, last.LastTaken),
            Attempts = taken.Count == 1 ? [] : [.. taken.Select(t => new ProfileAttempt(t.Registered.Attempt, t.Came.Mark))],
            FailedByRule = failed, Deferred = came.Outcome == BoardOutcome.Deferred,
            Ratified = came.Outcome switch { BoardOutcome.Passed => CreditStanding.Passed, BoardOutcome.Compensated => CreditStanding.Compensated, BoardOutcome.Condoned => CreditStanding.Condoned, _ => null },
        };
    }

    private sealed record Registered(long Id, long EngagementId, int Attempt, int YearOfProgramme, string Code, decimal Credits, int Level, int LastTaken);

    private readonly record struct TakenModule(decimal? Mark, BoardOutcome? Outcome, bool? Passes);
}
