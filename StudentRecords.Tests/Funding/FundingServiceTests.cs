using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

public sealed class FundingServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly FeeScene scene;

    public FundingServiceTests() => scene = new(registry);

    private FundingService Funding => registry.Get<FundingService>();

    [Fact]
    public async Task Award_PreviewTellsTheChargesAndSavesNothing()
    {
        var engagement = await EnrolledAsync();

        var effects = await Funding.PreviewAwardAsync(Scholarship(engagement), registry.As(Role.FeesOfficer));

        Assert.Equal([-9000m, 1800m, 7200m], effects.Charges.Select(c => c.Amount).Order());
        Assert.Equal(["FeeLiabilityAssessed", "FeeLiabilityReversed", "ScholarshipApplied"], effects.Told.Select(t => t.Type).Order(StringComparer.Ordinal));
        Assert.Single(await scene.ChargesAsync(engagement));
    }

    [Fact]
    public async Task Award_OfAKindThatComesByFlow_WithoutAPayerAndEndingFirst_IsRefusedForEach()
    {
        var engagement = await EnrolledAsync();
        var terms = new AwardTerms { Code = "X", Payer = " ", Percent = 101, From = new DateOnly(2024, 1, 2), To = new DateOnly(2024, 1, 1) };

        var outcome = await Funding.AwardAsync(new GiveAward { EngagementId = engagement.Id, Kind = AwardKind.Loan, Terms = terms }, registry.As(Role.FeesOfficer));

        Assert.Equal(["Kind", "Payer", "Percent", "To"], outcome.Refusals.Select(r => r.Field).Order());
    }

    [Fact]
    public async Task Award_EndedOnAnOldVersion_IsRefused()
    {
        var engagement = await EnrolledAsync();
        await Funding.AwardAsync(Scholarship(engagement), registry.As(Role.FeesOfficer));
        var award = await registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync());

        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await Funding.EndAwardAsync(new EndAward(award.Id, award.Version + 1, engagement.Start), registry.As(Role.FeesOfficer))).Refusals).Code);
        Assert.True((await Funding.EndAwardAsync(new EndAward(award.Id, award.Version, engagement.Start.AddDays(-1)), registry.As(Role.FeesOfficer))).Succeeded);
        Assert.Equal(9000m, ChargeDifference.Standing(await scene.ChargesAsync(engagement)).Single().Amount);
    }

    [Fact]
    public async Task FeeStatus_PreviewedAndDecided_ChangesThePrice()
    {
        var engagement = await EnrolledAsync();
        var request = new DecideFeeStatus(engagement.Id, FeeStatus.Overseas, engagement.Start);

        Assert.Equal([-9000m, 20000m], (await Funding.PreviewFeeStatusAsync(request, registry.As(Role.FeesOfficer))).Charges.Select(c => c.Amount).Order());
        Assert.True((await Funding.DecideFeeStatusAsync(request, registry.As(Role.FeesOfficer))).Succeeded);

        var account = await registry.Get<MoneyQueries>().AccountAsync(engagement.PersonId, TestRegistry.Caller(Role.FeesOfficer));
        Assert.Equal((20000m, FeeStatus.Overseas, (DateOnly?)engagement.Start), (account.Charged, account.Statuses[0].Status, account.Statuses[0].Decided));
    }

    [Fact]
    public async Task Charge_IsWalkedBackToTheActThatCausedIt()
    {
        var engagement = await EnrolledAsync();
        var charge = Assert.Single(await scene.ChargesAsync(engagement));

        var walk = await registry.Get<MoneyQueries>().WalkAsync(charge.Id, TestRegistry.Caller(Role.FeesOfficer));

        Assert.Equal("Act", Assert.Single(walk!.Before).Where);
        Assert.StartsWith("Test by RegistryOfficer", walk.Before[0].What, StringComparison.Ordinal);
        Assert.Empty(walk.After);
        Assert.Equal(TellingState.NextRun, walk.Charge.Told);
    }

    [Fact]
    public async Task ModulesRegisteredBeforeEnrolment_AreChargedOnConfirmation()
    {
        await scene.ProgrammeAsync(JsonSerializer.Serialize(new { lines = new[] { new { amount = 20, per = "credit" } }, census = new[] { new { name = "Start", day = 0, share = 1 } }, withdrawalWindowDays = 14 }));
        var engagement = await scene.ExpectedAsync();
        await registry.Given.RegistrationAsync(engagement, await registry.Given.OccurrenceAsync("AAA-2023A", o => o.Worth(30m).With("AAA-2023A/1", 100m)));
        Assert.Empty(await scene.ChargesAsync(engagement));

        await ConfirmAsync(engagement);

        Assert.Equal(("AAA-2023A", 600m, "Enrolled"), (await scene.ChargesAsync(engagement)).Select(c => (c.Element, c.Amount, c.TriggeringStatus)).Single());
    }

    [Fact]
    public async Task Rule_WithFaults_IsRefusedForEveryOne_AndAGoodOneBecomesTheNextVersion()
    {
        var programme = await scene.ProgrammeAsync();
        var rules = registry.Get<FeeRuleService>();
        var bad = new PublishFeeRule { ProgrammeCode = "NONE", FromYear = "2023", Title = " ", Clauses = FeeScene.Terms.Replace("\"yearFrom\": 3", "\"yearFrom\": 2", StringComparison.Ordinal) };

        Assert.Equal(["Clauses", "FromYear", "Programme", "Title"], (await rules.CheckAsync(bad, TestRegistry.Caller(Role.FeesOfficer))).Select(r => r.Field).Order());
        Assert.Equal(4, (await rules.PublishAsync(bad, registry.As(Role.FeesOfficer))).Refusals.Count);

        var good = bad with { ProgrammeCode = programme.Code, FromYear = "2020/21", Title = "Fees", Clauses = FeeScene.Terms };
        Assert.True((await rules.PublishAsync(good, registry.As(Role.FeesOfficer))).Succeeded);
        Assert.Equal([1, 2], await registry.ReadAsync(db => db.Set<FeeRule>().OrderBy(r => r.RuleVersion).Select(r => r.RuleVersion).ToListAsync()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => rules.PublishAsync(good, registry.As(Role.RegistryOfficer)));
    }

    [Fact]
    public void Terms_AreWrittenSoThatTheyReadTheSame_AndComparedLineByLine()
    {
        var written = FeeTermsText.Write(FeeTerms.Read(FeeScene.Terms).Value!);

        Assert.Equal(written, FeeTermsText.Write(FeeTerms.Read(written).Value!));
        Assert.Equal([('−', "      \"amount\": 9000,"), ('+', "      \"amount\": 9250,")], FeeTermsText.Compare(written, written.Replace("9000", "9250", StringComparison.Ordinal)).Where(l => l.Side != ' '));
    }

    [Theory]
    [InlineData("UNDERGRADUATE")]
    [InlineData("POSTGRADUATE")]
    public void TermsThatComeWithTheProduct_HaveNoFaults(string name) => Assert.Empty(FeeTerms.Read(FeeRuleShelf.Get(name).Clauses).Refusals);

    [Theory]
    [InlineData("2026-11-25T12:00:00Z", "2026-11-25T12:00:00Z")]
    [InlineData("2026-11-25T05:00:00Z", "2026-11-25T07:00:00Z")]
    [InlineData("2026-11-25T20:00:00Z", "2026-11-26T07:00:00Z")]
    [InlineData("2026-11-28T12:00:00Z", "2026-11-30T07:00:00Z")]
    [InlineData("2026-07-01T18:30:00Z", "2026-07-02T06:00:00Z")]
    public void PostingWindow_OpensOnWeekdaysByAUkClock(string now, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), new PostingWindow().Next(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void PostingWindow_OnWeekendsToo_IsOpenOnASunday()
    {
        var sunday = new DateTimeOffset(2024, 6, 9, 11, 0, 0, TimeSpan.Zero);
        Assert.Equal(sunday, new PostingWindow { OnWeekends = true }.Next(sunday));
    }

    public void Dispose() => registry.Dispose();

    private static GiveAward Scholarship(Engagement engagement) =>
        new() { EngagementId = engagement.Id, Kind = AwardKind.Scholarship, Terms = new AwardTerms { Code = "VC", Payer = "University", From = engagement.Start } };

    private async Task<Engagement> EnrolledAsync()
    {
        var engagement = await scene.ExpectedAsync();
        await ConfirmAsync(engagement);
        return engagement;
    }

    private async Task ConfirmAsync(Engagement engagement)
    {
        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.True((await registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = version }, registry.As(Role.RegistryOfficer) with { CorrelationId = "c-1" })).Succeeded);
    }
}
