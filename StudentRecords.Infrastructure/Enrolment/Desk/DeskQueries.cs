using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Desk;

/// <summary>The enrolment desk: who waits for what, everything that stands in one student's way, and the cohorts of a year.</summary>
public sealed class DeskQueries(IDbContextFactory<RegistryDbContext> store, EnrolmentQueries enrolments, TimeProvider clock)
{
    private static readonly Sorting<Engagement> Sorts = Sorting<Engagement>.WithKey(e => e.Id).By("start", e => e.Start, descendingFirst: true)
        .By("name", e => e.Person.SearchName).By("number", e => e.Person.StudentNumber).By("programme", e => e.Programme.Code).By("status", e => e.Status);

    private static readonly Sorting<Programme> CohortSorts = Sorting<Programme>.WithKey(p => p.Id).By("programme", p => p.Code).By("title", p => p.Title);

    /// <summary>Engagements that wait for something. Filters: <c>waits</c>, <c>programme</c>, <c>year</c> (the academic year that counts for re-enrolment; this one unless said).</summary>
    public async Task<TablePage<WaitingRow>> WaitingAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var (from, to) = Days(query);
        var engagements = Reached(db, caller);
        engagements = query.Filter<Waits>("waits") switch
        {
            Waits.Enrolment => engagements.Where(e => e.Status == EngagementStatus.Expected),
            Waits.Return => engagements.Where(e => e.Status == EngagementStatus.Interrupted),
            Waits.TakeUp => engagements.Where(e => e.Status == EngagementStatus.Deferred),
            Waits.ReEnrolment => ToReEnrol(engagements, from, to),
            _ => engagements.Where(e => e.Status == EngagementStatus.Expected || e.Status == EngagementStatus.Interrupted || e.Status == EngagementStatus.Deferred
                || (e.Status == EngagementStatus.Enrolled && e.Start < from && (e.ExpectedEnd == null || e.ExpectedEnd >= from) && !e.Sessions.Any(s => s.Start >= from && s.Start <= to))),
        };
        if (query.Filter("programme") is { } programme)
        {
            engagements = engagements.Where(e => e.Programme.Code == programme);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            engagements = engagements.Where(e => EF.Functions.Like(e.Person.SearchName, like, SearchPattern.Escape) || EF.Functions.Like(e.Person.StudentNumber, like, SearchPattern.Escape));
        }

        return await engagements.ToPageAsync(query, Sorts, e => new WaitingRow(e.Id, e.PersonId, e.Person.StudentNumber, e.Person.GivenNames + " " + e.Person.FamilyName, e.Programme.Code, e.Numhus, e.Status,
            e.Status == EngagementStatus.Expected ? Waits.Enrolment : e.Status == EngagementStatus.Interrupted ? Waits.Return : e.Status == EngagementStatus.Deferred ? Waits.TakeUp : Waits.ReEnrolment,
            e.Start, db.Set<Hold>().Count(h => h.PersonId == e.PersonId && h.ReleasedOn == null), e.IsSponsored), ct);
    }

    /// <summary>Programmes with students who are or ought to be re-enrolled in the year. Filter: <c>year</c>.</summary>
    public async Task<TablePage<CohortRow>> CohortsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var (from, to) = Days(query);
        var year = AcademicYear.Of(from).ToString();
        var programmes = db.Set<Programme>().AsNoTracking().Within(caller.ReachOf(Room.Enrolments, Level.See))
            .Where(p => db.Set<Engagement>().Any(e => e.ProgrammeId == p.Id && e.Start < from && e.Status == EngagementStatus.Enrolled));
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            programmes = programmes.Where(p => EF.Functions.Like(p.Code, like, SearchPattern.Escape) || EF.Functions.Like(p.Title, like, SearchPattern.Escape));
        }

        return await programmes.ToPageAsync(query, CohortSorts, p => new CohortRow(p.Id, p.Code, p.Title, year,
            db.Set<Engagement>().Count(e => e.ProgrammeId == p.Id && e.Status == EngagementStatus.Enrolled && e.Start < from && e.Sessions.Any(s => s.Start >= from && s.Start <= to)),
            db.Set<Engagement>().Count(e => e.ProgrammeId == p.Id && e.Status == EngagementStatus.Enrolled && e.Start < from && (e.ExpectedEnd == null || e.ExpectedEnd >= from) && !e.Sessions.Any(s => s.Start >= from && s.Start <= to))), ct);
    }

    /// <summary>Each open engagement of the student with all that stands in its way; empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<DeskEngagement>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        var views = await enrolments.OfPersonAsync(personId, caller, ct);
        var open = views.Where(v => v.Status is EngagementStatus.Expected or EngagementStatus.Deferred or EngagementStatus.Enrolled or EngagementStatus.Interrupted).ToDictionary(v => v.Id);
        await using var db = await store.CreateDbContextAsync(ct);
        var ids = open.Keys.ToArray();
        var engagements = await StepTaking.Whole(db).AsNoTrackingWithIdentityResolution().Where(e => ids.Contains(e.Id)).OrderByDescending(e => e.Start).ToListAsync(ct);
        var activation = new Activation();
        await activation.LoadStandingAsync(db, [personId], ct);
        return [.. engagements.Select(e => DeskDecision.Of(e, open[e.Id], activation.Standing(personId), clock.Today()))];
    }

    internal static IQueryable<Engagement> ToReEnrol(IQueryable<Engagement> engagements, DateOnly from, DateOnly to) =>
        engagements.Where(e => e.Status == EngagementStatus.Enrolled && e.Start < from && (e.ExpectedEnd == null || e.ExpectedEnd >= from) && !e.Sessions.Any(s => s.Start >= from && s.Start <= to));

    private (DateOnly From, DateOnly To) Days(TableQuery query)
    {
        var year = AcademicYear.TryParse(query.Filter("year"), out var asked) ? asked : AcademicYear.Of(clock.Today());
        return (year.Start, year.End);
    }

    private static IQueryable<Engagement> Reached(RegistryDbContext db, Caller caller)
    {
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        return db.Set<Engagement>().AsNoTracking().Where(e => programmes.Contains(e.ProgrammeId));
    }
}
