using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>A student's modules with marks, results and decisions.</summary>
public sealed class ResultQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Newest session first, then by module; within the programmes that the caller's roles reach.</summary>
    public async Task<IReadOnlyList<RegistrationView>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        var registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.PersonId == personId && programmes.Contains(r.Engagement.ProgrammeId))
            .OrderByDescending(r => r.Session.Start).ThenBy(r => r.Occurrence.Module.Code).ThenBy(r => r.Attempt)
            .Select(r => new RegistrationView
            {
                Id = r.Id, SessionYear = r.Session.SessionYear, Numhus = r.Engagement.Numhus, OccurrenceId = r.OccurrenceId, OccurrenceKey = r.Occurrence.Key, AcademicYear = r.Occurrence.AcademicYear,
                Period = r.Occurrence.Period, ModuleId = r.Occurrence.ModuleId, ModuleCode = r.Occurrence.Module.Code, ModuleTitle = r.Occurrence.ModuleVersion.Title,
                Credits = r.Occurrence.ModuleVersion.Credits, Level = r.Occurrence.ModuleVersion.Level, Status = r.Status, RegisteredOn = r.RegisteredOn, WithdrawnOn = r.WithdrawnOn, Attempt = r.Attempt,
            }).ToListAsync(ct);
        var (ids, occurrences) = (registrations.Select(r => r.Id).ToArray(), registrations.Select(r => r.OccurrenceId).Distinct().ToArray());
        var components = (await db.Set<AssessmentComponent>().AsNoTracking().Where(c => occurrences.Contains(c.OccurrenceId)).ToListAsync(ct)).ToLookup(c => c.OccurrenceId);
        var agreed = await AgreedMarks.OfRegistrationsAsync(db, ids, ct);
        var marks = (await db.Set<Mark>().AsNoTracking().Where(m => ids.Contains(m.RegistrationId))
            .Select(m => new { m.Id, View = new MarkView(m.RegistrationId, m.ComponentId, m.Attempt, m.MarkVersion, m.Score, m.SubmittedOn, m.IsBanked, m.Source, m.IsCurrent) }).ToListAsync(ct))
            .Select(m => m.View with { Agreed = agreed.Of(m.Id) }).ToLookup(m => (m.RegistrationId, m.ComponentId));
        var results = await db.Set<ModuleResult>().AsNoTracking().Where(r => ids.Contains(r.RegistrationId)).ToDictionaryAsync(r => r.RegistrationId, ct);
        var decisions = (await db.Set<BoardDecision>().AsNoTracking().Where(d => ids.Contains(d.RegistrationId)).ToListAsync(ct)).ToLookup(d => d.RegistrationId);
        return [.. registrations.Select(r => r with
        {
            Components = [.. components[r.OccurrenceId].OrderBy(c => c.DueOn ?? DateOnly.MaxValue).ThenBy(c => c.Key).Select(c => new ComponentMarks(c.Key, c.Title, c.Kind, c.Weight, c.DueOn, Newest(marks[(r.Id, c.Id)])))],
            Result = results.TryGetValue(r.Id, out var result) ? Tell(result) : null,
            Decision = Standing(decisions[r.Id]) is { } decision ? Tell(decision) : null,
        })];
    }

    /// <summary>The one that no other stands in the place of.</summary>
    private static BoardDecision? Standing(IEnumerable<BoardDecision> decisions) => decisions.FirstOrDefault(d => decisions.All(o => o.SupersedesId != d.Id));

    private static List<MarkView> Newest(IEnumerable<MarkView> marks) => [.. marks.OrderByDescending(m => m.Attempt).ThenByDescending(m => m.MarkVersion)];

    private static ResultView Tell(ModuleResult r) => new(r.OverallMark, r.Grade, r.Passes, r.Clause, r.MissingCount, r.Scales(), ToldTrace.Read(r.Trace), r.ComputedAt);

    private static DecisionView Tell(BoardDecision d) =>
        new(d.BoardId, d.Outcome, d.Grade, d.OverallMark, d.IsImported, d.Clause, d.Reason, d.Scales(), ToldTrace.Read(d.Trace), d.RatifiedBy, d.RatifiedAt);
}
