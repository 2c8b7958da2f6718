using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Stipends;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>A studentship that names a stipend (F040) authorises its instalments (F035): of who is enrolled, as they come near, once each.</summary>
public sealed class StipendTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("PAY");
        await new FeeScene(scene.Registry).ProgrammeAsync();
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F035")]
    public async Task AwardOfWhoIsEnrolled_AuthorisesWhatIsDueAndWhatComesNear_InTheSameAct()
    {
        await AwardAsync(19_237m, 4);
        Assert.Equal([("2023-10", 1, 4809.25m), ("2024-01", 1, 4809.25m), ("2024-04", 1, 4809.25m), ("2024-07", 1, 4809.25m)], await StandAsync());
        var told = await Hub.ToldAsync("F035");
        Assert.All(told, m => Assert.Equal(["authorisation", "student", "engagement", "scheme", "period", "instalment", "amount", "dueOn"], Fields.Of(m)));
        Assert.Equal(["2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01"], told.ConvertAll(m => Fields.Of(m, "dueOn")));
        await Hub.DrainAsync("PAY");
        Assert.All(await Hub.ToldAsync("F035"), m => Assert.Equal(("StipendAuthorised", OutboxState.Delivered), (m.Type, m.State)));
    }

    [Fact]
    public async Task AwardWithoutAStipend_AuthorisesNothing()
    {
        await AwardAsync(null, null);
        Assert.Empty(await Hub.ToldAsync("F035"));
    }

    [Fact]
    public async Task AwardOfWhoIsExpected_AuthorisesWhenTheEnrolmentIsConfirmed()
    {
        var engagement = await scene.AcceptedAsync();
        var student = new { system = "SIS", id = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Person.StudentNumber).SingleAsync()) };
        await Hub.SaidAsync("F040", "StudentshipAwarded", "RC9", new { award = "RC9", student, funder = "Council", coverPercent = 100, stipendAmount = 12_000, from = "2023-09-01" });
        Assert.Empty(await Hub.ToldAsync("F035"));
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        // from the first day of the study, which is later than the award's
        Assert.Equal(["2023-10-01", "2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01"], (await Hub.ToldAsync("F035")).ConvertAll(m => Fields.Of(m, "dueOn")));
    }

    [Fact]
    public async Task Amendment_TakesBackWhatIsNotPaid_AndAuthorisesItAnew_WhilePaidStays()
    {
        await AwardAsync(12_000m, 4);
        await Hub.DrainAsync("PAY");
        await PaidAsync("2023-10", 3000m);
        await AwardAsync(16_000m, 4, version: 2);
        Assert.Equal([("2023-10", 1, 3000m), ("2024-01", 2, 4000m), ("2024-04", 2, 4000m), ("2024-07", 2, 4000m)], await StandAsync());
        Assert.Equal(["The studentship was amended", "The studentship was amended", "The studentship was amended"], (await Hub.ToldAsync("F035", "PaymentAuthorisationRevoked")).ConvertAll(m => Fields.Of(m, "because")));
        await AwardAsync(16_000m, 4, version: 3);
        Assert.Equal(10, (await Hub.ToldAsync("F035")).Count);
    }

    [Fact]
    public async Task Termination_TakesBackWhatFallsDueAfterTheLastDay_AndNothingElse()
    {
        await AwardAsync(12_000m, 4);
        await Hub.SaidAsync("F040", "StudentshipTerminated", "RC1/2", new { award = "RC1", student = Hub.Who, lastDay = "2024-06-30", reason = "Left the project" }, 2);
        Assert.Equal(["2023-10", "2024-01", "2024-04"], (await StandAsync()).Select(s => s.Period));
        Assert.Equal("The studentship ends on 30 Jun 2024", Fields.Of(Assert.Single(await Hub.ToldAsync("F035", "PaymentAuthorisationRevoked")), "because"));
        await NightsAsync(90);
        Assert.Equal(3, (await StandAsync()).Count);
    }

    [Fact]
    [RefusedAtSend("F035")]
    public async Task StipendOfWhoIsInterruptedBeforeItWent_IsNotSent_AndNoneIsAuthorisedUntilTheReturn()
    {
        await AwardAsync(12_000m, 4);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 6, 3));
        await Hub.DrainAsync("PAY");
        Assert.All(await Hub.ToldAsync("F035"), m => Assert.Equal((OutboxState.Withdrawn, "The engagement is Interrupted now."), (m.State, m.LastError)));
        await NightsAsync(90);
        Assert.Equal(4, (await StandAsync()).Count);
    }

    [Fact]
    public async Task WhoLeaves_HasEverythingUnpaidTakenBack_AndHasItAgainWhenTheLeavingWasAMistake()
    {
        await AwardAsync(12_000m, 4);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 6, 1), "11");
        Assert.Empty(await StandAsync());
        await scene.UndoAsync(Hub.Engagement);
        Assert.Equal([("2023-10", 2, 3000m), ("2024-01", 2, 3000m), ("2024-04", 2, 3000m), ("2024-07", 2, 3000m)], await StandAsync());
    }

    [Fact]
    public async Task Night_AuthorisesWhatComesNear_Once_AndNeverWhatAPersonRevoked()
    {
        await AwardAsync(12_000m, 4);
        var july = await scene.Registry.ReadAsync(db => db.Set<PayAuthorisation>().SingleAsync(a => a.Period == "2024-07"));
        Assert.Empty((await scene.Registry.Get<PayService>().RevokeAsync(july.Id, scene.Registry.As(Role.FeesOfficer))).Refusals);
        Assert.Equal("No instalment of a stipend has come near.", await NightsAsync(0));
        Assert.Equal("Instalments of stipends authorised or taken back: 1.", await NightsAsync(85));
        Assert.Equal("No instalment of a stipend has come near.", await NightsAsync(0));
        Assert.Equal(["2023-10", "2024-01", "2024-04", "2024-10"], (await StandAsync()).Select(s => s.Period));
    }

    [Fact]
    public async Task PaymentThatAPersonAuthorisedForThePeriod_IsNotAuthorisedAgain()
    {
        var byHand = new PayTerms(PayKind.Stipend, "RC1", "2024-04", 1, 3000m);
        Assert.Empty((await scene.Registry.Get<PayService>().AuthoriseAsync(new AuthorisePay { PersonId = Hub.Student.Id, Terms = byHand }, scene.Registry.As(Role.FeesOfficer))).Refusals);
        await AwardAsync(12_000m, 4);
        Assert.Equal(4, (await StandAsync()).Count);
    }

    [Fact]
    public async Task MoneyPage_IsToldDueDays_AndWhatIsToCome()
    {
        await AwardAsync(12_000m, 4);
        var queries = scene.Registry.Get<PayQueries>();
        var caller = TestRegistry.Caller(Role.FeesOfficer);
        Assert.Equal([new DateOnly(2024, 7, 1), new DateOnly(2024, 4, 1), new DateOnly(2024, 1, 1), new DateOnly(2023, 10, 1)], (await queries.OfPersonAsync(Hub.Student.Id, caller)).Select(r => r.DueOn!.Value).OrderDescending());
        var stipend = Assert.Single(await queries.StipendsOfPersonAsync(Hub.Student.Id, scene.Registry.Clock.Today, caller));
        Assert.Equal(("RC1", 12_000m, 4, new StipendPart(new DateOnly(2024, 10, 1), 3000m), new DateOnly(2024, 8, 17)), (stipend.Award, stipend.Yearly, stipend.Instalments, stipend.Next, stipend.AuthorisedFrom));
    }

    [Fact]
    public async Task InstalmentsThatAreNoPartsOfAYear_OrOfNothing_AreQuarantined()
    {
        var receipt = await Hub.SayAsync("F040", "StudentshipAwarded", "RC1", new { award = "RC1", student = Hub.Who, funder = "Council", coverPercent = 100, stipendInstalments = 5, from = "2023-10-01" });
        Assert.Equal(InboxState.Quarantined, receipt.State);
        Assert.Equal("/stipendInstalments needs a /stipendAmount. /stipendInstalments must be 1, 2, 3, 4, 6 or 12.", receipt.Reason);
    }

    [Theory]
    [InlineData(19_237, 12)]
    [InlineData(100, 3)]
    [InlineData(0.05, 6)]
    public void PartsOfAYear_SumToTheYear_EachInAMonthOfItsOwn(decimal yearly, int parts)
    {
        var engagement = Hub.Engagement;
        var award = new FundingAward(engagement, AwardKind.Studentship, "RP", "RC1", new AwardTerms { Code = "RC1", Payer = "Council", Stipend = yearly, StipendInstalments = parts, From = new DateOnly(2023, 10, 31) }, 1);
        var all = StipendPart.Of(award, engagement.Start, new DateOnly(2025, 10, 30)).ToList();
        Assert.Equal([yearly, yearly], all.Chunk(parts).Select(y => y.Sum(p => p.Amount)));
        Assert.Equal(2 * parts, all.Select(p => p.Period).Distinct().Count());
        Assert.Equal(new DateOnly(2024, 10, 31), all[parts].DueOn);
    }

    private Task AwardAsync(decimal? yearly, int? instalments, long version = 1) => Hub.SaidAsync("F040", version == 1 ? "StudentshipAwarded" : "StudentshipAmended", $"RC1/{version}",
        new { award = "RC1", student = Hub.Who, funder = "Council", coverPercent = 100, stipendAmount = yearly, stipendInstalments = instalments, from = "2023-10-01" }, version);

    private Task PaidAsync(string period, decimal amount) => Hub.SaidAsync("F036", "StipendPaid", $"PAY-{period}",
        new { student = Hub.Who, payment = $"PAY-{period}", authorisation = $"{Hub.Student.StudentNumber}/RC1/{period}/1", scheme = "RC1", amount, paidOn = "2024-06-03" });

    /// <summary>What is authorised or paid, by period.</summary>
    private async Task<List<(string Period, int Instalment, decimal Amount)>> StandAsync() =>
        (await scene.Registry.ReadAsync(db => db.Set<PayAuthorisation>().Where(a => a.State != PayState.Revoked).OrderBy(a => a.Period).ToListAsync())).ConvertAll(a => (a.Period, a.Instalment, a.Amount));

    /// <summary>So many days later the night's job runs; gives what it says.</summary>
    private async Task<string?> NightsAsync(int days)
    {
        scene.Registry.Clock.Advance(TimeSpan.FromDays(days));
        var id = await scene.Registry.Get<JobService>().RequestAsync<StipendsJob>(new { }, null, scene.Registry.As(Role.IntegrationOperator), default);
        while (await scene.Registry.Services.GetRequiredService<JobRunner>().RunNextAsync(default))
        {
        }

        return await scene.Registry.ReadAsync(db => db.Set<Domain.Jobs.JobRequest>().Where(j => j.Id == id).Select(j => j.Result).SingleAsync());
    }
}
