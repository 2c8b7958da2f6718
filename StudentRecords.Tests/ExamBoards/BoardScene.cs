using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>A module board with its people, walked on step by step by a test.</summary>
internal sealed class BoardScene(TestRegistry registry)
{
    public long BoardId { get; private set; }

    public ModuleOccurrence Occurrence { get; private set; } = null!;

    public List<ModuleRegistration> Registrations { get; } = [];

    public Caller Chair { get; private set; } = null!;

    public Caller Secretary { get; private set; } = null!;

    public Caller Internal { get; private set; } = null!;

    public Caller External { get; private set; } = null!;

    /// <summary>Opens a board over students with these marks on the two components (60, 40), members appointed.</summary>
    public static Task<BoardScene> OpenAsync(TestRegistry registry, string key, params decimal?[][] students) => OpenAsync(registry, null, key, students);

    public static async Task<BoardScene> OpenAsync(TestRegistry registry, Func<OccurrenceStory, OccurrenceStory>? story, string key, params decimal?[][] students)
    {
        var scene = new BoardScene(registry);
        await registry.Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD"), registry.AsSystem());
        scene.Occurrence = await registry.Given.OccurrenceAsync(key, story);
        foreach (var scores in students)
        {
            scene.Registrations.Add(await registry.Given.StudentAsync(scene.Occurrence, scores));
        }

        scene.Chair = await scene.UserAsync("Chair", Role.BoardChair);
        scene.Secretary = await scene.UserAsync("Secretary", Role.ExamBoardSecretary);
        scene.Internal = await scene.UserAsync("Internal", Role.Marker);
        scene.External = await scene.UserAsync("External", Role.ExternalExaminer);
        var opened = await registry.Get<BoardService>().OpenAsync(new OpenBoard { OccurrenceId = scene.Occurrence.Id, ExaminerLeadDays = 0 }, registry.As(scene.Secretary));
        scene.BoardId = opened.Value;
        Assert.Empty((await registry.Get<BoardService>().AppointAsync(
            new AppointMembers
            {
                BoardId = scene.BoardId,
                Members =
                [
                    new(scene.Chair.UserId!.Value, "Chair", MemberRole.Chair), new(scene.Secretary.UserId!.Value, "Secretary", MemberRole.Secretary),
                    new(scene.Internal.UserId!.Value, "Internal", MemberRole.Internal), new(scene.External.UserId!.Value, "External", MemberRole.External),
                ],
            },
            registry.As(scene.Secretary))).Refusals);
        return scene;
    }

    /// <summary>The same, walked through to the ratified end.</summary>
    public static async Task<BoardScene> RatifiedAsync(TestRegistry registry, string key, params decimal?[][] students)
    {
        var scene = await OpenAsync(registry, key, students);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        Assert.Empty((await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        return scene;
    }

    public Task<Outcome<PreparedBoard>> PrepareAsync() => registry.Get<BoardService>().PrepareAsync(BoardId, registry.As(Secretary));

    public Task<Outcome<PreparedBoard>> FreezeAsync() => registry.Get<BoardService>().FreezeAsync(BoardId, registry.As(Secretary));

    public Task<Outcome> ConfirmAsync(ExaminerVerdict verdict = ExaminerVerdict.Signed, int pack = 1, string? comment = null, Caller? by = null) =>
        registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = BoardId, PackVersion = pack, Verdict = verdict, Comment = comment }, registry.As(by ?? External));

    public Task<Outcome> SitAsync(params Caller[] present) =>
        registry.Get<BoardService>().SitAsync(BoardId, (present.Length > 0 ? present : [Chair, Secretary, Internal, External]).Select(c => c.UserId!.Value).ToHashSet(), registry.As(Secretary));

    public Task<Outcome> ProposeAsync(params ProposedDecision[] decisions) =>
        registry.Get<DecisionService>().ProposeAsync(new ProposeDecisions { BoardId = BoardId, Decisions = decisions }, registry.As(Secretary));

    public Task<Outcome<RatifiedBoard>> RatifyAsync(int pack = 1, ChangeContext? change = null) =>
        registry.Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = BoardId, PackVersion = pack, ReleaseAt = registry.Clock.Now.AddDays(7) }, change ?? registry.As(Chair));

    public Task<BoardCandidate> CandidateAsync(int student) =>
        registry.ReadAsync(db => db.Set<BoardCandidate>().AsNoTracking().SingleAsync(c => c.RegistrationId == Registrations[student].Id));

    /// <summary>Candidates whom the board has settled so far.</summary>
    public Task<List<BoardCandidate>> DecidedAsync() =>
        registry.ReadAsync(db => db.Set<BoardCandidate>().AsNoTracking().Where(c => c.BoardId == BoardId && c.ProposedOutcome != null).ToListAsync());

    public Task<List<BoardDecision>> DecisionsAsync() =>
        registry.ReadAsync(db => db.Set<BoardDecision>().AsNoTracking().Where(d => d.BoardId == BoardId).ToListAsync());

    private async Task<Caller> UserAsync(string name, Role role)
    {
        var user = new RegistryUser { UserName = $"{name}-{Guid.NewGuid():N}", DisplayName = name };
        await registry.SaveAsync(db => db.Add(user));
        return new Caller(name, user.Id, [new RoleGrant(role, Scope.Everything)]);
    }
}
