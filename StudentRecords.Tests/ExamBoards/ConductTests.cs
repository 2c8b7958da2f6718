using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Interests and recusal, postponed candidates and the sittings that follow, stale papers, unsealed names, scaling.</summary>
public sealed class ConductTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private DecisionService Decisions => registry.Get<DecisionService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task WhoDeclaredAnInterest_CannotDecideThatCandidate_AndOthersCan()
    {
        var scene = await SittingAsync([70, 80], [60, 60]);
        var candidate = await scene.CandidateAsync(0);
        await DeclareAsync(scene, scene.Secretary, candidate.CandidateNumber);

        Assert.Equal("INTEREST_DECLARED", Assert.Single((await scene.ProposeAsync(new ProposedDecision(candidate.CandidateNumber, BoardOutcome.Passed, "First"))).Refusals).Code);
        Assert.Equal("INTEREST_DECLARED", Assert.Single((await Decisions.AcceptSuggestionsAsync(scene.BoardId, [candidate.CandidateNumber], registry.As(scene.Secretary))).Refusals).Code);
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision((await scene.CandidateAsync(1)).CandidateNumber, BoardOutcome.Passed, "Upper second"))).Refusals);
        Assert.Empty((await Decisions.AcceptSuggestionsAsync(scene.BoardId, [candidate.CandidateNumber], registry.As(scene.Chair))).Refusals);
    }

    [Fact]
    public async Task WithoutTheOnesWhoDeclaredAnInterest_ThereMustStillBeAQuorum()
    {
        var scene = await SittingAsync([70, 80]);
        var candidate = await scene.CandidateAsync(0);
        await Decisions.AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        await DeclareAsync(scene, scene.Chair, candidate.CandidateNumber);

        Assert.True((await scene.CandidateAsync(0)).IsUndecided);
        var refused = Assert.Single((await Decisions.AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary))).Refusals);
        Assert.Equal("NO_QUORUM_WITHOUT", refused.Code);
        Assert.Contains(candidate.CandidateNumber, refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInterestDeclaredByStudentNumber_IsWrittenDownAsAnUnsealing()
    {
        var scene = await SittingAsync([70, 80]);
        var person = await registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Registrations[0].PersonId));

        await DeclareAsync(scene, scene.Internal, person.StudentNumber);

        Assert.Equal((await scene.CandidateAsync(0)).CandidateNumber, Assert.Single(await registry.Get<ConductQueries>().UnsealingsAsync(scene.BoardId, scene.Secretary)).CandidateNumber);
        var interest = Assert.Single(await registry.Get<ConductQueries>().InterestsAsync(scene.BoardId, scene.Secretary));
        Assert.Empty((await registry.Get<MembershipService>().WithdrawInterestAsync(scene.BoardId, interest.Id, registry.As(scene.Secretary))).Refusals);
        Assert.Equal("WITHDRAWN_ALREADY", Assert.Single((await registry.Get<MembershipService>().WithdrawInterestAsync(scene.BoardId, interest.Id, registry.As(scene.Secretary))).Refusals).Code);
    }

    [Fact]
    public async Task AnInterest_NeedsACandidateAMemberAndItsNature()
    {
        var scene = await SittingAsync([70, 80]);

        var refused = await registry.Get<MembershipService>().DeclareInterestAsync(new DeclareInterest { BoardId = scene.BoardId, UserId = 7, Candidate = "C9", Nature = " " }, registry.As(scene.Secretary));

        Assert.Equal(["NATURE_MISSING", "NOT_CANDIDATE", "NOT_MEMBER"], refused.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task APostponedCandidate_IsLeftOut_AndDecidedByChairsActionUnderAnotherNumber()
    {
        var scene = await SittingAsync([70, 80], [60, null]);
        var (decided, postponed) = (await scene.CandidateAsync(0), await scene.CandidateAsync(1));
        Assert.Empty((await Decisions.PostponeAsync(scene.BoardId, postponed.CandidateNumber, registry.As(scene.Secretary) with { Reason = "A script is with the second marker" })).Refusals);
        await Decisions.AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        Assert.Equal(decided.RegistrationId, Assert.Single(await scene.DecisionsAsync()).RegistrationId);

        // the mark comes in: nothing of this candidate is locked
        await registry.Given.MarkAsync(scene.Registrations[1], scene.Occurrence.Components[1], 50, attempt: 2);
        var action = (await registry.Get<SequelService>().FollowAsync(new FollowBoard { BoardId = scene.BoardId, Sequel = BoardSequel.ChairsAction }, registry.As(scene.Secretary))).Value;
        await WalkAsync(scene, action);

        var later = await registry.ReadAsync(db => db.Set<BoardDecision>().SingleAsync(d => d.BoardId == action));
        Assert.Equal((postponed.RegistrationId, BoardOutcome.Passed, 56m), (later.RegistrationId, later.Outcome, later.OverallMark));
        Assert.NotEqual(postponed.CandidateNumber, later.CandidateNumber);
        Assert.Equal("NOBODY_POSTPONED", Assert.Single((await registry.Get<SequelService>().FollowAsync(new FollowBoard { BoardId = scene.BoardId, Sequel = BoardSequel.Resumed }, registry.As(scene.Secretary))).Refusals).Code);
        Assert.Equal(action, Assert.Single(await registry.Get<ConductQueries>().LinkedAsync(scene.BoardId, scene.Secretary)).Id);
    }

    [Fact]
    public async Task Ratify_WhenEverybodyIsPostponed_IsRefused()
    {
        var scene = await SittingAsync([70, 80]);
        await Decisions.PostponeAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, registry.As(scene.Secretary));

        Assert.Equal("ALL_POSTPONED", Assert.Single((await scene.RatifyAsync()).Refusals).Code);
    }

    [Fact]
    public async Task Decide_OnAnotherPackThanTheFrozenOne_IsRefused()
    {
        var scene = await SittingAsync([70, 80]);
        var number = (await scene.CandidateAsync(0)).CandidateNumber;

        var refused = await Decisions.ProposeAsync(new ProposeDecisions { BoardId = scene.BoardId, PackVersion = 7, Decisions = [new ProposedDecision(number, BoardOutcome.Passed, "First")] }, registry.As(scene.Secretary));

        Assert.Equal("STALE_PACK", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Decide_WhenTheCandidatesMarksHaveMoved_IsRefused_AndOthersAreNot()
    {
        var scene = await SittingAsync([70, 80], [60, 60]);
        var moved = (await scene.CandidateAsync(0)).CandidateNumber;
        await registry.Given.MarkAsync(scene.Registrations[0], scene.Occurrence.Components[0], 95, attempt: 2);

        Assert.Equal("PACK_OUT_OF_DATE", Assert.Single((await scene.ProposeAsync(new ProposedDecision(moved, BoardOutcome.Passed, "First"))).Refusals).Code);
        Assert.Empty((await scene.ProposeAsync(new ProposedDecision((await scene.CandidateAsync(1)).CandidateNumber, BoardOutcome.Passed, "Upper second"))).Refusals);
        Assert.Contains((await registry.Get<BoardQueries>().ChangesAsync(scene.BoardId, scene.Secretary))!.Value!, c => c.CandidateNumber == moved);
    }

    [Fact]
    public async Task UnsealingAName_TellsItOnce_AndWritesDownToWhom()
    {
        var scene = await SittingAsync([70, 80]);
        var number = (await scene.CandidateAsync(0)).CandidateNumber;

        var told = (await registry.Get<UnsealingService>().UnsealAsync(scene.BoardId, number, registry.As(scene.Secretary) with { Reason = "A script is missing" })).Value!;

        Assert.Equal(scene.Registrations[0].PersonId, told.PersonId);
        var log = Assert.Single(await registry.Get<ConductQueries>().UnsealingsAsync(scene.BoardId, scene.Secretary));
        Assert.Equal((number, "Secretary", "A script is missing"), (log.CandidateNumber, log.By, log.Reason));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<UnsealingService>().UnsealAsync(scene.BoardId, number, registry.As(scene.External)));
    }

    [Fact]
    public async Task Scaling_IsTracedInEveryResult_AndForcesAnotherFreeze()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [50, 50], [99, 99]);
        await scene.FreezeAsync();
        var scale = new ScaleMarks { BoardId = scene.BoardId, ComponentId = scene.Occurrence.Components[0].Id, Kind = ScalingKind.Add, Amount = 5 };
        Assert.Empty((await registry.Get<ScalingService>().ScaleAsync(scale, registry.As(scene.Secretary) with { Reason = "Question 4 could not be answered" })).Refusals);

        Assert.Contains((await registry.Get<BoardQueries>().ChangesAsync(scene.BoardId, scene.Secretary))!.Value!, c => c.CandidateNumber.Length == 0);
        await scene.FreezeAsync();

        var result = await registry.ReadAsync(db => db.Set<ModuleResult>().SingleAsync(r => r.RegistrationId == scene.Registrations[0].Id));
        Assert.Equal(53m, result.OverallMark);
        Assert.Contains(ResultTrace.Read(result.Trace).Steps, s => s is { Clause: "Scaling by the board", Says: "AAA-2023A/1: 50 +5 marks = 55" });
        var top = await registry.ReadAsync(db => db.Set<ModuleResult>().SingleAsync(r => r.RegistrationId == scene.Registrations[1].Id));
        Assert.Contains(ResultTrace.Read(top.Trace).Steps, s => s.Says.EndsWith("= 100", StringComparison.Ordinal));
        Assert.Equal(50m, (await registry.ReadAsync(db => db.Set<Mark>().FirstAsync(m => m.ComponentId == scale.ComponentId && m.RegistrationId == scene.Registrations[0].Id))).Score);
        Assert.Equal(["SCALED_ALREADY"], (await registry.Get<ScalingService>().ScaleAsync(scale, registry.As(scene.Secretary))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Scaling_OnceTheBoardSits_OrByAMarker_IsRefused()
    {
        var scene = await SittingAsync([50, 50]);
        var scale = new ScaleMarks { BoardId = scene.BoardId, ComponentId = scene.Occurrence.Components[0].Id, Kind = ScalingKind.Multiply, Amount = 1 };

        Assert.Equal(["SCALING_AMOUNT", "SCALING_TOO_LATE"], (await registry.Get<ScalingService>().ScaleAsync(scale, registry.As(scene.Secretary))).Refusals.Select(r => r.Code).Order());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<ScalingService>().ScaleAsync(scale, registry.As(Role.Marker)));
    }

    [Fact]
    public async Task Scaling_IsTakenBack_AndStaysInTheRecord()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [50, 50]);
        await registry.Get<ScalingService>().ScaleAsync(new ScaleMarks { BoardId = scene.BoardId, ComponentId = scene.Occurrence.Components[0].Id, Kind = ScalingKind.Multiply, Amount = 1.1m }, registry.As(scene.Secretary));
        var scaling = await registry.ReadAsync(db => db.Set<MarkScaling>().SingleAsync());

        Assert.Empty((await registry.Get<ScalingService>().WithdrawAsync(scene.BoardId, scaling.Id, registry.As(scene.Secretary))).Refusals);

        Assert.NotNull((await registry.ReadAsync(db => db.Set<MarkScaling>().SingleAsync())).WithdrawnAt);
        Assert.All(await registry.Get<ConductQueries>().ScalingsAsync(scene.BoardId, scene.Secretary), c => Assert.Null(c.Scaling));
    }

    private async Task<BoardScene> SittingAsync(params decimal?[][] students)
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", students);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        return scene;
    }

    private async Task DeclareAsync(BoardScene scene, Caller member, string candidate) => Assert.Empty((await registry.Get<MembershipService>().DeclareInterestAsync(
        new DeclareInterest { BoardId = scene.BoardId, UserId = member.UserId!.Value, Candidate = candidate, Nature = "Supervised the dissertation" }, registry.As(scene.Secretary))).Refusals);

    /// <summary>A sitting that follows, from the freeze to the lock.</summary>
    private async Task WalkAsync(BoardScene scene, long board)
    {
        Assert.Empty((await registry.Get<BoardService>().FreezeAsync(board, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await Decisions.ConfirmAsync(new ConfirmPack { BoardId = board, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(scene.External))).Refusals);
        Assert.Empty((await registry.Get<BoardService>().SitAsync(board, new HashSet<long> { scene.Chair.UserId!.Value }, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await Decisions.AcceptSuggestionsAsync(board, null, registry.As(scene.Secretary))).Refusals);
        Assert.Empty((await registry.Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = board, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(scene.Chair))).Refusals);
    }
}
