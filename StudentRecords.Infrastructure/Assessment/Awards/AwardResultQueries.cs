using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>Award results for reading: of one person's engagements, and of a cohort under another regulation.</summary>
public sealed class AwardResultQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What the bound regulation says of each engagement of a person as the record stands, within the caller's programmes.</summary>
    public async Task<IReadOnlyList<AwardSuggestion>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        var ids = await db.Set<Engagement>().AsNoTracking().Where(e => e.PersonId == personId && programmes.Contains(e.ProgrammeId)).OrderByDescending(e => e.Start).Select(e => e.Id).ToListAsync(ct);
        return ids.Count == 0 ? [] : await AwardResults.WorkAsync(db, ids, new AwardQuestion(), ct);
    }

    /// <summary>Cohorts of who entered a programme version in a year, within the caller's programmes, newest first.</summary>
    public async Task<IReadOnlyList<EntryCohort>> CohortsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        var starts = await db.Set<Engagement>().AsNoTracking().Where(e => programmes.Contains(e.ProgrammeId))
            .GroupBy(e => new { e.ProgrammeVersionId, e.Programme.Code, e.Start }).Select(g => new { g.Key.ProgrammeVersionId, g.Key.Code, g.Key.Start, Number = g.Count() }).ToListAsync(ct);
        return [.. starts.GroupBy(s => (s.ProgrammeVersionId, s.Code, Year: AcademicYear.Of(s.Start))).OrderByDescending(g => g.Key.Year).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => new EntryCohort(g.Key.ProgrammeVersionId, g.Key.Code, g.Key.Year.ToString(), g.Sum(s => s.Number)))];
    }

    /// <summary>Code, version and title of a regulation that a what-if is asked of; null when there is none.</summary>
    public async Task<string?> HeadingAsync(long regulationId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<AwardRegulation>().AsNoTracking().Where(r => r.Id == regulationId).Select(r => r.Code + " version " + r.RegulationVersion + ": " + r.Title).FirstOrDefaultAsync(ct);
    }

    /// <summary>A cohort's classes under the regulation that it is bound to and under another: how many change and which way, small numbers suppressed. Nothing is stored.</summary>
    public async Task<Outcome<CohortWhatIf>> WhatIfAsync(long regulationId, long programmeVersionId, string entryYear, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        var regulation = await db.Set<AwardRegulation>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == regulationId, ct);
        if (regulation is null || !AcademicYear.TryParse(entryYear, out var year))
        {
            return Outcome<CohortWhatIf>.Refused("NOT_FOUND", "There is no such regulation or cohort.");
        }

        var engine = regulation.Engine();
        if (!engine.Succeeded)
        {
            return Outcome<CohortWhatIf>.Refused(engine.Refusals);
        }

        var (from, to) = (year.Start, year.End);
        var ids = await db.Set<Engagement>().AsNoTracking().Where(e => e.ProgrammeVersionId == programmeVersionId && e.Start >= from && e.Start <= to && programmes.Contains(e.ProgrammeId)).Select(e => e.Id).ToListAsync(ct);
        var asBound = await AwardResults.WorkAsync(db, ids, new AwardQuestion(), ct);
        if (asBound.FirstOrDefault(s => !s.Result.Succeeded) is { } unbound)
        {
            return Outcome<CohortWhatIf>.Refused(unbound.Result.Refusals);
        }

        var other = (await AwardResults.WorkAsync(db, ids, new AwardQuestion { By = engine.Value }, ct)).ToDictionary(s => s.EngagementId, s => s.Result.Value!);
        return CohortWhatIf.Of(asBound.Select(s => (s.Result.Value!, other[s.EngagementId])), engine.Value.Clauses);
    }
}
