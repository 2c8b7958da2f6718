using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Sponsorship change: who pays for a student changes in the year, by a funder's message (F040) or by the fees office. The parts are reversed and charged to whom they belong from then on; the sum that nobody else pays falls to the student.</summary>
public sealed class SponsorshipChangeTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private long Student => scene.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("FIN");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
        await new FeeScene(scene.Registry).ProgrammeAsync();
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task StudentshipThatIsCutAndThenEnded_LeavesTheFunderWhatFellDueBefore_AndTheStudentTheRest()
    {
        await scene.SaidAsync("F040", "StudentshipAwarded", "RC1/1", Studentship(100));
        await office.ReleasedAsync();
        Assert.Equal([("Council", 9000m)], await PaysAsync());

        await scene.SaidAsync("F040", "StudentshipAmended", "RC1/2", Studentship(50), 2);
        Assert.Equal([("Council", 4500m), (Payers.Student, 4500m)], await PaysAsync());
        await scene.SaidAsync("F040", "StudentshipTerminated", "RC1/3", new { award = "RC1", student = scene.Who, lastDay = "2023-12-31", reason = "Left the project" }, 3);
        Assert.Equal([("Council", 1125m), (Payers.Student, 7875m)], await PaysAsync());
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F040", "StudentshipAmended", "RC1/late", Studentship(100), 2)).State);

        await office.ReleasedAsync();
        await scene.DrainAsync("FIN");
        Assert.Equal(
            [("FeeLiabilityAssessed", "Council", "9000"), ("FeeLiabilityReversed", "Council", "-9000"), ("FeeLiabilityAssessed", "Council", "1125"), ("FeeLiabilityAssessed", Payers.Student, "7875")],
            (await scene.ToldAsync("F009")).Select(m => (m.Type, Fields.Of(m, "sponsor")!, Fields.Of(m, "amount")!.Split('.')[0])));
    }

    [Fact]
    public async Task Employer_PaysAtItsOwnPrice_UntilItEnds_AndAnEndOnAnOldPictureIsRefused()
    {
        var funding = scene.Registry.Get<FundingService>();
        var given = await funding.AwardAsync(new GiveAward { EngagementId = scene.Engagement.Id, Kind = AwardKind.Sponsor, Terms = new AwardTerms { Code = "LEVY", Payer = "Acme Ltd", Percent = 100, From = scene.Engagement.Start } }, scene.Registry.As(Role.FeesOfficer));
        Assert.Empty(given.Refusals);
        Assert.Equal([("Acme Ltd", 5000m)], await PaysAsync());

        var award = Assert.Single((await record.AccountAsync(Student)).Awards);
        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await funding.EndAwardAsync(new EndAward(award.Id, award.Version + 1, new DateOnly(2023, 12, 31)), scene.Registry.As(Role.FeesOfficer))).Refusals).Code);
        Assert.Empty((await funding.EndAwardAsync(new EndAward(award.Id, award.Version, scene.Engagement.Start.AddDays(-1)), scene.Registry.As(Role.FeesOfficer))).Refusals);
        Assert.Equal([(Payers.Student, 9000m)], await PaysAsync());
        // neither was told before it fell away: Finance hears of the last state only
        await office.ReleasedAsync();
        Assert.Equal(Payers.Student, Fields.Of(Assert.Single(await scene.ToldAsync("F009")), "sponsor"));
    }

    [Fact]
    public async Task EndOfAStudentship_BeforeItsAward_WaitsForIt()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F040", "StudentshipTerminated", "RC1/3", new { award = "RC1", student = scene.Who, lastDay = "2023-12-31", reason = "Left the project" }, 3)).State);
        await scene.SaidAsync("F040", "StudentshipAwarded", "RC1/1", Studentship(100));
        Assert.Equal([("Council", 2250m), (Payers.Student, 6750m)], await PaysAsync());
    }

    /// <summary>Who is charged how much for the year 2023/24.</summary>
    private async Task<IEnumerable<(string, decimal)>> PaysAsync() => (await record.ChargedAsync(Student, "2023/24")).Select(c => (c.Sponsor, c.Amount));

    private object Studentship(int percent) => new { award = "RC1", student = scene.Who, funder = "Council", coverPercent = percent, from = "2023-09-01" };
}
