using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>A ratified board with its decisions by outcome.</summary>
/// <param name="Waiting">Decisions that are not carried out yet, awards left out.</param>
public sealed record ProgressionBoard(long BoardId, string Title, string Programme, int YearOfProgramme, string AcademicYear, DateTimeOffset? RatifiedAt, DateTimeOffset? ReleaseAt, int Waiting, IReadOnlyDictionary<AwardCode, int> Outcomes)
{
    public int Decisions => Outcomes.Values.Sum();

    public int Awards => Outcomes.GetValueOrDefault(AwardCode.Award);
}

/// <summary>A module that a student is to take again.</summary>
public sealed record ResitRow(long Id, long PersonId, string StudentNumber, string Name, string Programme, string Module, string Occurrence, ResitKind Kind, int Attempt, string Diet, DateTimeOffset MadeAt);

/// <summary>What boards have ratified and what of it was carried out; the resit diet. Within the programmes that the caller's roles reach.</summary>
public sealed class ProgressionQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ResitSource> Sorts = Sorting<ResitSource>.WithKey(r => r.Entry.Id)
        .By("module", r => r.Entry.ModuleCode).By("student", r => r.Engagement.Person.StudentNumber).By("name", r => r.Engagement.Person.FamilyName).By("programme", r => r.Engagement.Programme.Code)
        .By("diet", r => r.Entry.Diet).By("kind", r => r.Entry.Kind).By("attempt", r => r.Entry.Attempt).By("made", r => r.Progression.At);

    /// <summary>Academic years of ratified award boards, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<AwardDecision>().AsNoTracking().Select(d => d.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }

    /// <summary>The ratified award boards of a year, by title.</summary>
    public async Task<IReadOnlyList<ProgressionBoard>> BoardsAsync(string academicYear, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See));
        var boards = await (
            from b in db.Set<ExamBoard>().AsNoTracking()
            join p in programmes on b.ProgrammeId equals (long?)p.Id
            where b.AcademicYear == academicYear && b.Stage == BoardStage.Ratified
            orderby p.Code, b.YearOfProgramme
            select new { b.Id, b.Title, p.Code, b.YearOfProgramme, b.RatifiedAt }).ToListAsync(ct);
        long[] ids = [.. boards.Select(b => b.Id)];
        var outcomes = (await db.Set<AwardDecision>().AsNoTracking().Where(d => ids.Contains(d.BoardId)).GroupBy(d => new { d.BoardId, d.Code }).Select(g => new { g.Key.BoardId, g.Key.Code, Number = g.Count() }).ToListAsync(ct)).ToLookup(o => o.BoardId);
        var waiting = await ProgressionService.ToCarryOut(db).Where(d => ids.Contains(d.BoardId)).GroupBy(d => d.BoardId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        var releases = await db.Set<ResultRelease>().AsNoTracking().Where(r => ids.Contains(r.BoardId)).ToDictionaryAsync(r => r.BoardId, r => r.ReleaseAt, ct);
        return [.. boards.Select(b => new ProgressionBoard(b.Id, b.Title, b.Code, b.YearOfProgramme ?? 0, academicYear, b.RatifiedAt, releases.TryGetValue(b.Id, out var at) ? at : null, waiting.GetValueOrDefault(b.Id), outcomes[b.Id].ToDictionary(o => o.Code, o => o.Number)))];
    }

    /// <summary>What stands of the resit diet. Filters: <c>diet</c>, <c>kind</c>.</summary>
    public async Task<TablePage<ResitRow>> ResitsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        var resits =
            from r in db.Set<ResitEntry>().AsNoTracking()
            join p in db.Set<ProgressionEntry>() on r.ProgressionId equals p.Id
            join e in db.Set<Engagement>() on r.EngagementId equals e.Id
            where programmes.Contains(e.ProgrammeId) && !db.Set<ProgressionEntry>().Any(l => l.DecisionId == p.DecisionId && l.Ordinal > p.Ordinal)
            select new ResitSource { Entry = r, Progression = p, Engagement = e };
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            resits = resits.Where(r => EF.Functions.Like(r.Entry.ModuleCode, like, SearchPattern.Escape) || EF.Functions.Like(r.Engagement.Person.StudentNumber, like, SearchPattern.Escape));
        }

        if (query.Filter("diet") is { } diet)
        {
            resits = resits.Where(r => r.Entry.Diet == diet);
        }

        if (query.Filter<ResitKind>("kind") is { } kind)
        {
            resits = resits.Where(r => r.Entry.Kind == kind);
        }

        return await resits.ToPageAsync(query, Sorts, r => new ResitRow(
            r.Entry.Id, r.Entry.PersonId, r.Engagement.Person.StudentNumber, r.Engagement.Person.FamilyName + ", " + r.Engagement.Person.GivenNames, r.Engagement.Programme.Code, r.Entry.ModuleCode,
            db.Set<ModuleRegistration>().Where(m => m.Id == r.Entry.RegistrationId).Select(m => m.Occurrence.Key).First(), r.Entry.Kind, r.Entry.Attempt, r.Entry.Diet, r.Progression.At), ct);
    }

    /// <summary>Academic years for which something is to be taken again, newest first.</summary>
    public async Task<IReadOnlyList<string>> DietsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ResitEntry>().AsNoTracking().Select(r => r.Diet).Distinct().OrderByDescending(d => d).ToListAsync(ct);
    }

    private sealed class ResitSource
    {
        public required ResitEntry Entry { get; init; }

        public required ProgressionEntry Progression { get; init; }

        public required Engagement Engagement { get; init; }
    }
}
