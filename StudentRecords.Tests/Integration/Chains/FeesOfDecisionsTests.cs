using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Tests.Enrolment;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// What a board's decision costs (F009): nothing by itself. A year that is opened again or next has its price, where prices are for the year; a module that is repeated or resat has
/// that of its credits with its registration, where they are for the credit, and costs nothing more where they are for the year. Finance hears of it by a released charge run in its posting window, and not before.
/// </summary>
public sealed class FeesOfDecisionsTests : IAsyncLifetime
{
    private const string NextYear = "2024/25";
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private ChargeRunService Runs => scene.Registry.Get<ChargeRunService>();

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("FIN");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Year_OpenedByADecision_HasItsPrice_AndFinanceHearsItWithAReleasedRun()
    {
        var board = await RatifiedAsync(FeeScene.Terms.Replace("\"yearTo\": 2", "\"yearTo\": 1", StringComparison.Ordinal).Replace("\"yearFrom\": 3", "\"yearFrom\": 2", StringComparison.Ordinal), AwardCode.RepeatStage, AwardCode.Proceed, AwardCode.Withdraw);
        await office.ReleasedAsync();
        await NothingToTellAsync();

        await board.RunAsync();
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await ChargedAsync(board, 0));
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 1800m)], await ChargedAsync(board, 1));
        Assert.Empty(await ChargedAsync(board, 2));
        await RegisterAsync(board, 0, "AWA-2024A");
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await ChargedAsync(board, 0));
        await HeardAsync(1800m, 9000m);
        Assert.Single(await record.ChargedAsync(Person(board, 0), "2023/24"));
    }

    [Fact]
    public async Task Module_TakenAgain_IsChargedByItsCredits_WithItsRegistration()
    {
        var board = await RatifiedAsync(FeeScene.PerCredit, AwardCode.RepeatModules, AwardCode.Refer);
        await office.ReleasedAsync();
        await board.RunAsync();
        Assert.Equal([("AWA", 2), ("AWA", 2)], (await board.ResitsAsync()).Select(r => (r.Module, r.Attempt)));
        await NothingToTellAsync();

        await RegisterAsync(board, 0, "AWA-2024A");
        Assert.Equal([(Payers.Student, "AWA-2024A", 1200m)], await ChargedAsync(board, 0));
        Assert.Equal(["AWA-2023A", "AWB-2023A"], (await record.ChargedAsync(Person(board, 1))).Select(c => c.Element));
        await RegisterAsync(board, 1, "AWA-2023R", "2023/24", new DateOnly(2024, 8, 5), new DateOnly(2024, 8, 30));
        Assert.Equal([("AWA-2023A", 1200m), ("AWA-2023R", 1200m), ("AWB-2023A", 1200m)], (await record.ChargedAsync(Person(board, 1), "2023/24")).Select(c => (c.Element, c.Amount)));
        await HeardAsync(1200m);
    }

    private async Task<ProgressionScene> RatifiedAsync(string terms, params AwardCode[] codes)
    {
        var board = await ProgressionScene.RatifiedAsync(scene.Registry, codes);
        Assert.Empty((await scene.Registry.Get<FeeRuleService>().PublishAsync(new PublishFeeRule { ProgrammeCode = "BSC-AWD", FromYear = "2020/21", Title = "Fees", Clauses = terms }, scene.Registry.As(Role.FeesOfficer))).Refusals);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(8));
        return board;
    }

    /// <summary>The decision is ratified and nobody has registered for anything: a charge run of the next year has no line.</summary>
    private async Task NothingToTellAsync()
    {
        var before = (await scene.ToldAsync("F009")).Count;
        var run = await office.PreparedAsync(NextYear);
        Assert.Equal(0, (await office.RunAsync(run)).Lines);
        Assert.Equal(["RUN_EMPTY"], (await Runs.ApproveAsync(await office.StepAsync(run), scene.Registry.As(ChargeOffice.Martin))).Refusals.Select(r => r.Code));
        Assert.Empty((await Runs.DiscardAsync(await office.StepAsync(run), scene.Registry.As(ChargeOffice.Femi))).Refusals);
        Assert.Equal(before, (await scene.ToldAsync("F009")).Count);
    }

    /// <summary>Charged, and not told; told by a run that a second person approved; taken by Finance in its window.</summary>
    private async Task HeardAsync(params decimal[] amounts)
    {
        var before = (await scene.ToldAsync("F009")).Count;
        var run = await office.ApprovedAsync(NextYear);
        Assert.Equal(before, (await scene.ToldAsync("F009")).Count);
        scene.Registry.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Empty((await Runs.ReleaseAsync(await office.StepAsync(run), scene.Registry.As(ChargeOffice.Femi))).Refusals);
        await office.WorkAsync();
        await scene.DrainAsync("FIN");
        Assert.All((await scene.ToldAsync("F009"))[before..], m => Assert.Equal(OutboxState.Unsent, m.State));

        scene.Registry.Clock.Advance(TimeSpan.FromHours(12));
        await scene.DrainAsync("FIN");
        var told = (await scene.ToldAsync("F009"))[before..];
        Assert.Equal(amounts, told.Select(m => decimal.Parse(Fields.Of(m, "amount")!, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.All(told, m => Assert.Equal(("FeeLiabilityAssessed", NextYear, OutboxState.Delivered), (m.Type, Fields.Of(m, "academicYear"), m.State)));
    }

    /// <summary>On another running of a module, by the module choice.</summary>
    private async Task RegisterAsync(ProgressionScene board, int student, string key, string year = NextYear, DateOnly? from = null, DateOnly? to = null)
    {
        var run = await scene.Registry.Given.OccurrenceAsync(key, o => o.In(year, "Again", from ?? new DateOnly(2024, 10, 1), to ?? new DateOnly(2025, 5, 31)).With($"{key}/1", 100m));
        var moved = await scene.Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = board.Board.Engagements[student].Id, Wanted = [run.Id] }, scene.Registry.As(Role.RegistryOfficer));
        Assert.Empty(moved.Refusals);
    }

    private Task<IEnumerable<(string Sponsor, string Element, decimal Amount)>> ChargedAsync(ProgressionScene board, int student) => record.ChargedAsync(Person(board, student), NextYear);

    private static long Person(ProgressionScene board, int student) => board.Board.Engagements[student].PersonId;
}
