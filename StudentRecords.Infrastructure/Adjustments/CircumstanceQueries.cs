using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Reads exceptional circumstances by person. Every reading is written into the trail; no board role comes here.</summary>
public sealed class CircumstanceQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<CircumstanceRow> Sorts = Sorting<CircumstanceRow>.WithKey(r => r.Id)
        .By("arrived", r => r.ArrivedAt, descendingFirst: true).By("board", r => r.Board).By("student", r => r.StudentNumber).By("name", r => r.FamilyName).By("component", r => r.Component).By("outcome", r => r.Outcome).By("state", r => r.State);

    /// <summary>Filters: <c>board</c>, <c>outcome</c>, <c>state</c>.</summary>
    public async Task<TablePage<CircumstanceRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Circumstances, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Circumstances, Level.See)).Select(p => p.Id);
        var rows = Rows(db).Where(r => reached.Contains(r.PersonId));
        if (query.Filter<CircumstanceOutcome>("outcome") is { } outcome)
        {
            rows = rows.Where(r => r.Outcome == outcome);
        }

        rows = query.Filter<OutcomeState>("state") is { } state ? rows.Where(r => r.State == state) : rows.Where(r => r.State != OutcomeState.Superseded);
        if (long.TryParse(query.Filter("board"), out var board))
        {
            rows = rows.Where(r => r.BoardId == board);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            rows = rows.Where(r => EF.Functions.Like(r.StudentNumber, like, SearchPattern.Escape) || EF.Functions.Like(r.FamilyName, like, SearchPattern.Escape) || EF.Functions.Like(r.Claim, like, SearchPattern.Escape) || EF.Functions.Like(r.Component, like, SearchPattern.Escape));
        }

        var page = await rows.ToPageAsync(query, Sorts, ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ListCircumstances", (nameof(CircumstanceItem), 0), (nameof(CircumstanceItem), page.Rows.Select(r => r.Id)), ct);
        return page;
    }

    /// <summary>One student's claims, newest first, every version of their items. Empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<ClaimView>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Circumstances, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Circumstances, Level.See)).AnyAsync(ct))
        {
            return [];
        }

        var claims = await db.Set<ExceptionalCircumstance>().AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.RecordedAt).ToListAsync(ct);
        var items = (await Rows(db).Where(r => r.PersonId == personId).ToListAsync(ct)).ToLookup(r => r.Claim);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadCircumstances", (nameof(Person), personId), (nameof(ExceptionalCircumstance), claims.Select(c => c.Id)), ct);
        return [.. claims.Select(c => new ClaimView(c, [.. items[c.Key].OrderByDescending(i => i.ArrivedAt).ThenBy(i => i.Component)]))];
    }

    /// <summary>What the student is assessed by, to choose from; empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<StudentAssessment>> AssessmentsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Circumstances, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Circumstances, Level.Change)).AnyAsync(ct) ? await StudentAssessments.ReadAsync(db, personId, ct) : [];
    }

    /// <summary>Boards that any circumstances are about, for the filter.</summary>
    public async Task<IReadOnlyList<(long Id, string Title)>> BoardsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Circumstances, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var boards = await Rows(db).Where(r => r.BoardId != null).Select(r => new { Id = r.BoardId!.Value, Title = r.Board! }).Distinct().OrderBy(b => b.Title).Take(200).ToListAsync(ct);
        return [.. boards.Select(b => (b.Id, b.Title))];
    }

    private static IQueryable<CircumstanceRow> Rows(RegistryDbContext db) =>
        from i in db.Set<CircumstanceItem>().AsNoTracking()
        join p in db.Set<Person>() on i.PersonId equals p.Id
        join c in db.Set<ExceptionalCircumstance>() on i.ClaimId equals c.Id
        join r in db.Set<ModuleRegistration>() on i.RegistrationId equals (long?)r.Id into registrations
        from r in registrations.DefaultIfEmpty()
        join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id into occurrences
        from o in occurrences.DefaultIfEmpty()
        join k in db.Set<AssessmentComponent>() on i.ComponentId equals (long?)k.Id into parts
        from k in parts.DefaultIfEmpty()
        join b in db.Set<ExamBoard>().Where(x => x.OccurrenceId != null && !db.Set<ExamBoard>().Any(y => y.OccurrenceId == x.OccurrenceId && y.Id > x.Id)) on (long?)r.OccurrenceId equals b.OccurrenceId into boards
        from b in boards.DefaultIfEmpty()
        select new CircumstanceRow
        {
            Id = i.Id, PersonId = i.PersonId, StudentNumber = p.StudentNumber, FamilyName = p.FamilyName, Claim = c.Key, ClaimVersion = i.ClaimVersion, Component = k != null ? k.Key : o != null ? o.Key : LateRow.Award, Module = o == null ? null : o.Key,
            BoardId = b == null ? null : b.Id, Board = b == null ? null : b.Title, Attempt = i.Attempt, Outcome = i.Outcome, Severity = i.Severity, ExtendedTo = i.ExtendedTo, State = i.State, ArrivedAt = i.ArrivedAt,
        };
}
