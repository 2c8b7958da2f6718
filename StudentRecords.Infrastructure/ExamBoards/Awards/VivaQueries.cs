using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>The outcome of a viva (F038) that no board has made an award of, or ended the study on.</summary>
public sealed record VivaRow
{
    public required long Id { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required string Programme { get; init; }
    public required DateOnly On { get; init; }
    public required string? Outcome { get; init; }

    /// <summary>By when a board decides on it.</summary>
    public DateOnly DecideBy => On.AddDays(ResearchPlan.DaysToDecide);
}

/// <summary>What boards of research degrees have before them: vivas whose outcome waits for a decision.</summary>
public sealed class VivaQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<VivaRow> Sorts = Sorting<VivaRow>.WithKey(v => v.Id).By("on", v => v.On).By("name", v => v.Name).By("programme", v => v.Programme);

    /// <summary>Search: name, number or programme. Filter: <c>last</c> (past, later: whether the day by which a board decides is past).</summary>
    public async Task<TablePage<VivaRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = Rows(db, caller);
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            rows = rows.Where(v => EF.Functions.Like(v.Name, like, SearchPattern.Escape) || EF.Functions.Like(v.StudentNumber, like, SearchPattern.Escape) || EF.Functions.Like(v.Programme, like, SearchPattern.Escape));
        }

        if (query.Filter("last") is { } last)
        {
            var before = Before(clock);
            rows = last == "past" ? rows.Where(v => v.On < before) : rows.Where(v => v.On >= before);
        }

        return await rows.ToPageAsync(query, Sorts, v => v, ct);
    }

    /// <summary>A viva before this day is past the day by which a board decides.</summary>
    internal static DateOnly Before(TimeProvider clock) => UkTime.Day(clock.GetUtcNow()).AddDays(-ResearchPlan.DaysToDecide);

    internal static IQueryable<VivaRow> Rows(RegistryDbContext db, Caller caller)
    {
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Boards, Level.See));
        return from m in db.Set<ResearchMilestone>().AsNoTracking()
               join p in people on m.PersonId equals p.Id
               join e in db.Set<Engagement>() on m.PersonId equals e.PersonId
               where m.Kind == MilestoneKind.Viva && !db.Set<ResearchMilestone>().Any(later => later.PersonId == m.PersonId && later.Kind == MilestoneKind.Viva && later.On > m.On)
                   && e.Status == EngagementStatus.Enrolled && (e.ProgrammeVersion.QualificationCategory.StartsWith("D") || e.ProgrammeVersion.QualificationCategory.StartsWith("L"))
                   && !db.Set<AwardDecision>().Any(a => a.EngagementId == e.Id && (a.Code == AwardCode.Award || a.Code == AwardCode.ExitAward || a.Code == AwardCode.Withdraw))
               select new VivaRow { Id = m.Id, PersonId = p.Id, StudentNumber = p.StudentNumber, Name = (p.KnownAs ?? p.GivenNames) + " " + p.FamilyName, Programme = e.Programme.Code, On = m.On, Outcome = m.Outcome };
    }
}

/// <summary>Vivas that wait for a board, for those who prepare boards.</summary>
internal sealed class VivasToDecide(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Boards, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var (rows, before) = (VivaQueries.Rows(db, caller), VivaQueries.Before(clock));
        return
        [
            new WaitingWork(await rows.CountAsync(v => v.On < before, ct), "viva past the day by which a board decides on it", "vivas past the day by which a board decides on them", "/award-boards/vivas?f.last=past", IsUrgent: true),
            new WaitingWork(await rows.CountAsync(v => v.On >= before, ct), "viva whose outcome waits for a board", "vivas whose outcome waits for a board", "/award-boards/vivas?f.last=later"),
        ];
    }
}
