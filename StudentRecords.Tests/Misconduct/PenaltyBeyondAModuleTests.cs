using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Misconduct;

/// <summary>Penalties on the award and on the studies: the award board is told, and a withdrawal waits for the registry to take the step.</summary>
public sealed class PenaltyBeyondAModuleTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task AWithdrawal_IsTheBoardsSuggestion_WithItsClauseInTheTrace_UntilItIsOverturned()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80), (60, 60));
        await RecordAsync(scene, MisconductFinding.Proven, MisconductPenalty.Withdrawal);
        await PrepareAsync(scene);

        var candidate = await scene.CandidateAsync(0);
        Assert.Equal((AwardCode.Withdraw, AwardCode.Proceed), (candidate.SuggestedCode, (await scene.CandidateAsync(1)).SuggestedCode));
        Assert.Contains("AM-WITHDRAW", candidate.ForTheBoard, StringComparison.Ordinal);
        Assert.Contains(ResultTrace.Read(candidate.Trace).Steps, s => s.Clause.Contains("AM-WITHDRAW", StringComparison.Ordinal));
        Assert.Contains(await ReadinessAsync(scene), i => i.Code == "MISCONDUCT_OUTCOMES" && i.State == ReadinessState.Look);

        await RecordAsync(scene, MisconductFinding.Overturned);
        await PrepareAsync(scene);
        Assert.Equal(AwardCode.Proceed, (await scene.CandidateAsync(0)).SuggestedCode);
        Assert.DoesNotContain(await ReadinessAsync(scene), i => i.Code == "MISCONDUCT_OUTCOMES");
    }

    [Fact]
    public async Task AnOpenCase_HoldsTheCandidate()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80));
        await RecordAsync(scene, MisconductFinding.Open);
        await PrepareAsync(scene);

        Assert.Equal(AwardCode.HeldMisconduct, (await scene.CandidateAsync(0)).SuggestedCode);
        Assert.Contains(await ReadinessAsync(scene), i => i.Code == "MISCONDUCT_OPEN");
    }

    [Fact]
    public async Task AWithdrawal_WaitsForTheRegistry_ThatTakesTheStep_AndIsNotToldWhy()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80));
        Assert.Empty(await WaitingAsync(Role.RegistryOfficer));
        await RecordAsync(scene, MisconductFinding.Proven, MisconductPenalty.Withdrawal);

        var line = Assert.Single(await WaitingAsync(Role.RegistryOfficer));
        Assert.Equal($"/students/{scene.Engagements[0].PersonId}/enrolments/{scene.Engagements[0].Id}/withdraw", line.Address);
        Assert.DoesNotContain("misconduct", line.One, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await WaitingAsync(Role.ExternalExaminer));

        await RecordAsync(scene, MisconductFinding.Overturned);
        Assert.Empty(await WaitingAsync(Role.RegistryOfficer));
    }

    [Fact]
    public async Task AfterTheAwardIsRatified_ItIsRefusedWithLOCKED()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80));
        Assert.Empty((await scene.DecideAsync(await scene.CandidateAsync(0), new AwardProposal(AwardCode.ExitAward, "CertHE", null, "Leaves with what was earned"))).Refusals);
        Assert.Empty((await scene.RatifyAsync()).Refusals);

        Assert.Equal("LOCKED", Assert.Single((await TellAsync(scene, MisconductFinding.Proven, MisconductPenalty.LowerAward)).Refusals).Code);
        Assert.Empty((await TellAsync(scene, MisconductFinding.Proven, MisconductPenalty.Warning)).Refusals);
    }

    private async Task RecordAsync(AwardScene scene, MisconductFinding finding, params MisconductPenalty[] penalties) => Assert.Empty((await TellAsync(scene, finding, penalties)).Refusals);

    private async Task<Outcome> TellAsync(AwardScene scene, MisconductFinding finding, params MisconductPenalty[] penalties)
    {
        var person = scene.Engagements[0].PersonId;
        var number = await registry.ReadAsync(db => Task.FromResult(db.Set<Person>().Where(p => p.Id == person).Select(p => p.StudentNumber).Single()));
        var told = new MisconductTold
        {
            Student = new PersonRef("SIS", number), Case = "AI-W", Finding = finding, DecidedOn = DateOnly.FromDateTime(registry.Clock.Now.UtcDateTime),
            Penalties = [.. penalties.Select(p => new PenaltyTold { Penalty = p })],
        };
        return await registry.Get<MisconductService>().RecordAsync(told, false, registry.As(Role.AcademicIntegrityOfficer));
    }

    private Task PrepareAsync(AwardScene scene) => registry.Get<AwardBoardService>().PrepareAsync(scene.BoardId, registry.As(scene.Secretary));

    private async Task<IReadOnlyList<ReadinessItem>> ReadinessAsync(AwardScene scene) => (await registry.Get<AwardQueries>().ReadinessAsync(scene.BoardId, scene.Secretary))!;

    private Task<IReadOnlyList<WaitingWork>> WaitingAsync(Role role) => registry.Get<IEnumerable<IWorkSource>>().Single(s => s.GetType().Name == "WithdrawalsAsPenalty").WaitingAsync(TestRegistry.Caller(role), default);
}
