using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The first year of a programme with two modules of 60 credits whose boards have ratified, and a progression board over it.</summary>
internal sealed class AwardScene(TestRegistry registry, BoardScene people)
{
    public long BoardId { get; private set; }

    public List<Engagement> Engagements { get; } = [];

    public Caller Chair => people.Chair;

    public Caller Secretary => people.Secretary;

    public Caller External => people.External;

    /// <summary>One student for each pair of module marks. A module that is null is postponed by its board, and stays without a mark.</summary>
    public static Task<AwardScene> OpenAsync(TestRegistry registry, params (decimal? First, decimal? Second)[] students) => OpenAsync(registry, "AW", students);

    /// <param name="registry">Where.</param>
    /// <param name="prefix">Begins the codes of modules and programme, where several scenes are in one record.</param>
    /// <param name="students">Marks of each student.</param>
    public static async Task<AwardScene> OpenAsync(TestRegistry registry, string prefix, params (decimal? First, decimal? Second)[] students)
    {
        BoardScene[] modules =
        [
            await BoardScene.OpenAsync(registry, s => s.Worth(60).With($"{prefix}A-2023A/1", 100), $"{prefix}A-2023A"),
            await BoardScene.OpenAsync(registry, s => s.Worth(60).With($"{prefix}B-2023A/1", 100), $"{prefix}B-2023A"),
        ];
        var scene = new AwardScene(registry, modules[0]);
        var programme = await registry.Given.ProgrammeAsync($"BSC-{prefix}D");
        foreach (var (first, second) in students)
        {
            var engagement = await registry.Given.EngagementAsync(await registry.Given.PersonAsync(), programme, numhus: "1");
            scene.Engagements.Add(engagement);
            foreach (var (module, mark) in modules.Zip([first, second]))
            {
                var registration = await registry.Given.RegistrationAsync(engagement, module.Occurrence);
                module.Registrations.Add(registration);
                if (mark is not null)
                {
                    await registry.Given.MarkAsync(registration, module.Occurrence.Components[0], mark);
                }
            }
        }

        foreach (var module in modules)
        {
            await RatifyAsync(registry, module);
        }

        await scene.BindAsync(programme);
        await scene.OpenBoardAsync(programme);
        return scene;
    }

    /// <summary>The same, with the board sitting on pack 1 that the examiner has confirmed.</summary>
    public static Task<AwardScene> SittingAsync(TestRegistry registry, params (decimal? First, decimal? Second)[] students) => SittingAsync(registry, "AW", students);

    public static async Task<AwardScene> SittingAsync(TestRegistry registry, string prefix, params (decimal? First, decimal? Second)[] students)
    {
        var scene = await OpenAsync(registry, prefix, students);
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        Assert.Empty((await scene.ConfirmAsync()).Refusals);
        Assert.Empty((await scene.SitAsync()).Refusals);
        return scene;
    }

    public Task<Outcome<PreparedBoard>> FreezeAsync() => registry.Get<AwardBoardService>().FreezeAsync(BoardId, registry.As(Secretary));

    public Task<Outcome> ConfirmAsync(int pack = 1) =>
        registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = BoardId, PackVersion = pack, Verdict = ExaminerVerdict.Signed }, registry.As(External));

    public Task<Outcome> SitAsync() =>
        registry.Get<BoardService>().SitAsync(BoardId, new[] { Chair, people.Internal, External }.Select(c => c.UserId!.Value).ToHashSet(), registry.As(Secretary));

    public Task<Outcome> DecideAsync(AwardCandidate candidate, AwardProposal proposal, int pack = 1) =>
        registry.Get<AwardDecisionService>().DecideAsync(new DecideAward { BoardId = BoardId, CandidateNumber = candidate.CandidateNumber, Proposal = proposal, PackVersion = pack }, registry.As(Secretary));

    public Task<Outcome<RatifiedBoard>> RatifyAsync(int pack = 1) =>
        registry.Get<AwardDecisionService>().RatifyAsync(new RatifyBoard { BoardId = BoardId, PackVersion = pack, ReleaseAt = registry.Clock.Now.AddDays(7) }, registry.As(Chair));

    public Task<AwardCandidate> CandidateAsync(int student)
    {
        var id = Engagements[student].Id;
        return registry.ReadAsync(db => db.Set<AwardCandidate>().AsNoTracking().SingleAsync(c => c.BoardId == BoardId && c.EngagementId == id));
    }

    public Task<List<AwardDecision>> DecisionsAsync() => registry.ReadAsync(db => db.Set<AwardDecision>().AsNoTracking().Where(d => d.BoardId == BoardId).ToListAsync());

    private static async Task RatifyAsync(TestRegistry registry, BoardScene module)
    {
        await module.FreezeAsync();
        await module.ConfirmAsync();
        await module.SitAsync();
        var decisions = registry.Get<DecisionService>();
        Assert.Empty((await decisions.AcceptSuggestionsAsync(module.BoardId, null, registry.As(module.Secretary))).Refusals);
        for (var i = 0; i < module.Registrations.Count; i++)
        {
            if (await module.CandidateAsync(i) is { IsUndecided: true } left)
            {
                Assert.Empty((await decisions.PostponeAsync(module.BoardId, left.CandidateNumber, registry.As(module.Secretary))).Refusals);
            }
        }

        Assert.Empty((await module.RatifyAsync()).Refusals);
    }

    private async Task BindAsync(Programme programme)
    {
        var regulations = registry.Get<RegulationService>();
        var published = await regulations.PublishAsync(RegulationShelf.Get("HONOURS", 1), registry.AsSystem());
        Assert.Empty((await regulations.BindAsync(new BindRegulation { ProgrammeVersionId = programme.Newest!.Id, FromEntryYear = "2020/21", RegulationId = published.Value }, registry.AsSystem())).Refusals);
    }

    private async Task OpenBoardAsync(Programme programme)
    {
        var opened = await registry.Get<AwardBoardService>().OpenAsync(new OpenAwardBoard { ProgrammeId = programme.Id, YearOfProgramme = 1, AcademicYear = "2023/24", ExaminerLeadDays = 0 }, registry.As(Secretary));
        BoardId = opened.Value;
        Assert.Empty((await registry.Get<BoardService>().AppointAsync(
            new AppointMembers
            {
                BoardId = BoardId,
                Members =
                [
                    new(Chair.UserId!.Value, "Chair", MemberRole.Chair), new(Secretary.UserId!.Value, "Secretary", MemberRole.Secretary),
                    new(people.Internal.UserId!.Value, "Internal", MemberRole.Internal), new(External.UserId!.Value, "External", MemberRole.External),
                ],
            },
            registry.As(Secretary))).Refusals);
    }
}
