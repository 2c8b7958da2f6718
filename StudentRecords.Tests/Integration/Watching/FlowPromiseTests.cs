using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>A flow is late against what its own cadence promises, in the model's words or in those of the institution.</summary>
public sealed class FlowPromiseTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Theory]
    [InlineData("event <=1 min", 60, null)]
    [InlineData("event, seconds to 1 min", 60, null)]
    [InlineData("event ≤ 5 min for holds; payments hourly; balance nightly", 300, null)]
    [InlineData("event; nightly full sync", 900, null)]
    [InlineData("on request <=5 min; event", 300, null)]
    [InlineData("synchronous, seconds", 60, null)]
    [InlineData("hourly; nightly reconcile", 3_600, 1)]
    [InlineData("nightly; clearances as events", 86_400, 2)]
    [InlineData("daily; alerts at once", 86_400, 2)]
    [InlineData("event or nightly", 900, null)]
    [InlineData("weekly", 604_800, 6)]
    [InlineData("fortnightly", 1_209_600, 11)]
    [InlineData("monthly", 2_678_400, 23)]
    [InlineData("within 2 hours", 7_200, null)]
    [InlineData("whenever it pleases", 900, null)]
    public void Words_SayHowSoon_AndWhetherSilenceIsMissed(string cadence, int seconds, int? silentDays) =>
        Assert.Equal(new FlowPromise(TimeSpan.FromSeconds(seconds), silentDays), FlowPromise.Of(cadence));

    [Theory]
    [InlineData("weekly", 7)]
    [InlineData("Fortnightly, on Sundays", 14)]
    [InlineData("monthly; more often in summer", 28)]
    [InlineData("annual", 330)]
    [InlineData("nightly; annual full", 0)]
    [InlineData("nightly to weekly", 0)]
    [InlineData("termly and after boards", 0)]
    [InlineData("event or weekly", 0)]
    [InlineData("", 0)]
    public void Words_SayHowManyDaysLieBetweenExtracts(string cadence, int days) => Assert.Equal(days, FlowPromise.DaysBetweenExtracts(cadence));

    [Fact]
    public void EveryFlow_HasAPromise() => Offenders.None(FlowCatalogue.All.Where(f => FlowPromise.Of(f.Promise).Within is var within && (within < TimeSpan.FromSeconds(30) || within > TimeSpan.FromDays(1))).Select(f => f.Code));

    [Fact]
    public void Silence_IsCountedInWorkingDays()
    {
        var nightly = FlowPromise.Of("nightly");
        var friday = Monday.AddDays(-3);
        Assert.False(nightly.Misses(friday, Monday.AddDays(2)));
        Assert.True(nightly.Misses(friday, Monday.AddDays(3)));
        Assert.False(FlowPromise.Of("event").Misses(friday, Monday.AddYears(1)));
    }

    [Fact]
    public void Standing_IsOfThePromise_AndNothingFailsThatIsNotOperatedOrIsPaused()
    {
        var (due, promise) = (new FlowTraffic { Queued = 1, OldestDue = Monday }, FlowPromise.Of("event <=1 min"));
        Assert.Equal(FlowStanding.Moving, due.Stands(new FlowWay(true, true, false), promise, Monday.AddSeconds(60)));
        Assert.Equal(FlowStanding.Slow, due.Stands(new FlowWay(true, true, false), promise, Monday.AddSeconds(61)));
        Assert.Equal(FlowStanding.Moving, due.Stands(new FlowWay(true, true, false), FlowPromise.Of("nightly"), Monday.AddHours(20)));
        Assert.Equal(FlowStanding.NotOperated, (due with { Dead = 2 }).Stands(new FlowWay(false, true, false), promise, Monday.AddDays(1)));
        Assert.Equal(FlowStanding.Paused, (due with { Dead = 2 }).Stands(new FlowWay(true, true, true), promise, Monday.AddDays(1)));
        Assert.Equal(FlowStanding.Stuck, (due with { Dead = 2 }).Stands(new FlowWay(true, true, false), promise, Monday));
        foreach (var (came, wait) in new[] { (new FlowTraffic { Received = 1, Retried = 1, OldestRetried = Monday }, FlowWait.Retry), (new FlowTraffic { Received = 1, Parked = 1, OldestParked = Monday }, FlowWait.Parked) })
        {
            Assert.Equal((wait, Monday), came.Oldest);
            Assert.Equal(FlowStanding.Moving, came.Stands(new FlowWay(true, true, false), promise, Monday.AddSeconds(60)));
            Assert.Equal(FlowStanding.Slow, came.Stands(new FlowWay(true, true, false), promise, Monday.AddSeconds(61)));
            Assert.Equal(FlowStanding.Paused, came.Stands(new FlowWay(true, true, true), promise, Monday.AddDays(1)));
        }

        Assert.Equal((FlowWait.Retry, Monday), new FlowTraffic { OldestDue = Monday.AddHours(2), OldestParked = Monday.AddHours(1), OldestRetried = Monday }.Oldest);
        var heard = new FlowTraffic { Received = 3, Applied = 3, LastSuccess = Monday };
        Assert.Equal(FlowStanding.Silent, heard.Stands(new FlowWay(true, true, false), FlowPromise.Of("hourly"), Monday.AddDays(4)));
        Assert.Equal(FlowStanding.Moving, heard.Stands(new FlowWay(true, true, false), FlowPromise.Of("event"), Monday.AddDays(4)));
    }

    [Fact]
    public async Task Board_MeasuresWhatWaits_FromWhenItWasDue_AgainstTheWordsOfTheInstitution()
    {
        var now = registry.Clock.Now;
        await registry.SaveAsync(db =>
        {
            var iam = new PartnerChannel("IAM");
            iam.UseHttp(new Uri("https://iam.example/"), "x", null);
            db.Add(iam);
            db.Add(new OutboxMessage("F021", "IAM", "PersonJoined", "k", "a", "{}", null, now.AddDays(-3), now.AddMinutes(-2), "c"));
            db.Add(new OutboxMessage("F055", "BI", "LearningAnalyticsBatch", "k", "a", "{}", null, now.AddDays(-3), null, "c"));
        });
        var row = await RowAsync("F021");
        Assert.Equal((FlowStanding.Slow, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1)), (row.Standing, row.Lag!.Value, row.Promise.Within));
        // a relay without a channel to its receiver is not operated, as any flow that goes out
        Assert.Equal(FlowStanding.NotOperated, (await RowAsync("F055")).Standing);

        await registry.SaveAsync(db =>
        {
            var local = new LocalFlow("F021");
            local.Set(true, null, "event ≤ 5 min", null);
            db.Add(local);
        });
        Assert.Equal(FlowStanding.Moving, (await RowAsync("F021")).Standing);
        registry.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(FlowStanding.Slow, (await RowAsync("F021")).Standing);

        await registry.SaveAsync(db => db.Set<PartnerChannel>().Single().Pause("Moves house"));
        Assert.Equal(FlowStanding.Paused, (await RowAsync("F021")).Standing);
    }

    private async Task<FlowRow> RowAsync(string flow) => (await registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Domain.Access.Role.IntegrationOperator))).Single(r => r.Flow.Code == flow);
}
