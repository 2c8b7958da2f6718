using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>A board that has awarded every one of its candidates, a week after the release, and a ceremony on that day.</summary>
internal sealed class GraduationScene(TestRegistry registry, AwardScene board)
{
    public const string Award = "Bachelor of Science with Honours";

    public static readonly Caller Officer = TestRegistry.Caller(Role.RegistryOfficer);

    public static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);

    public AwardScene Board => board;

    public long CeremonyId { get; private set; }

    public DateOnly Day => registry.Clock.Today;

    private CeremonyService Ceremonies => registry.Get<CeremonyService>();

    /// <param name="registry">The record.</param>
    /// <param name="students">How many were awarded; the first with a First, the others without a class.</param>
    /// <param name="capacity">Seats; null is a list in absentia.</param>
    public static async Task<GraduationScene> AwardedAsync(TestRegistry registry, int students = 2, int? capacity = 10)
    {
        var board = await AwardScene.SittingAsync(registry, [.. Enumerable.Range(0, students).Select(i => ((decimal?)70 + i, (decimal?)80))]);
        for (var i = 0; i < students; i++)
        {
            Assert.Empty((await board.DecideAsync(await board.CandidateAsync(i), new AwardProposal(AwardCode.Award, Award, i == 0 ? "First" : null, "The board awards"))).Refusals);
        }

        Assert.Empty((await board.RatifyAsync()).Refusals);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var scene = new GraduationScene(registry, board);
        scene.CeremonyId = await scene.PlanAsync(capacity);
        return scene;
    }

    /// <summary>The same with everybody on the ceremony's list.</summary>
    public static async Task<GraduationScene> ListedAsync(TestRegistry registry, int students = 2, int? capacity = 10)
    {
        var scene = await AwardedAsync(registry, students, capacity);
        Assert.Equal(students, (await scene.ListAllAsync()).Value);
        return scene;
    }

    public async Task<long> PlanAsync(int? capacity = 10, string title = "July ceremony")
    {
        var planned = await Ceremonies.PlanAsync(new PlanCeremony { Title = title, HeldOn = Day, Place = "Great Hall", Capacity = capacity, InAbsentia = capacity is null }, registry.As(Officer));
        Assert.Empty(planned.Refusals);
        return planned.Value;
    }

    public Task<Outcome<int>> ListAllAsync() => Ceremonies.PutOnListAsync(new PutOnList { CeremonyId = CeremonyId, Programme = "BSC-AWD", AcademicYear = "2023/24" }, registry.As(Officer));

    public async Task<Outcome<int>> ListAsync(int student, long? ceremony = null) =>
        await Ceremonies.PutOnListAsync(new PutOnList { CeremonyId = ceremony ?? CeremonyId, Decisions = [(await DecisionAsync(student)).Id] }, registry.As(Officer));

    public Task<Outcome<ConferredAwards>> ConferAsync(DateOnly? on = null) =>
        registry.Get<ConfermentService>().ConferAsync(new ConferAwards { CeremonyId = CeremonyId, ConferredOn = on ?? Day }, registry.As(Manager) with { CorrelationId = "conferment" });

    public async Task<AwardDecision> DecisionAsync(int student) => (await board.DecisionsAsync()).Single(d => d.EngagementId == board.Engagements[student].Id);

    public Task<Conferment> ConfermentAsync(int student)
    {
        var id = board.Engagements[student].Id;
        return registry.ReadAsync(db => db.Set<Conferment>().AsNoTracking().SingleAsync(c => c.EngagementId == id && c.Act == ConfermentAct.Conferred));
    }

    public async Task<IReadOnlyList<GraduandRow>> RowsAsync(string? step = null) => (await registry.Get<GraduationQueries>().AwardsAsync(new TableQuery().With("step", step), Officer)).Rows;

    public Task<List<OutboxMessage>> ToldAsync() => registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.CorrelationId == "conferment").OrderBy(m => m.Id).ToListAsync());

    public Task<List<FiledDocument>> FiledAsync() => registry.ReadAsync(db => db.Set<FiledDocument>().AsNoTracking().OrderBy(d => d.Id).ToListAsync());
}
