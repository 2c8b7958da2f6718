using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>Two hubs on one store, by mistake or while one takes over from the other.</summary>
public sealed class TwoHubsTests
{
    private const int Messages = 60;

    [Fact]
    public async Task SameMessagesAtBothDoors_AreAppliedOnce_AndLeaveOnceInTheirOrder()
    {
        var secret = WebhookSignature.NewSecret();
        var far = new FarSystem(secret);
        using var one = Hub(TestDatabase.Create(), far, out var database);
        using var other = Hub(database, far, out _);
        await using var first = await StartedHub.OfAsync(one);
        await using var second = await StartedHub.OfAsync(other);
        await one.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "BI", Kind = ChannelKind.Http, Address = "https://far.example/in", Secret = secret }, one.As(Role.IntegrationOperator), default);
        var student = (await one.Given.PersonAsync()).StudentNumber;

        var said = Enumerable.Range(0, Messages).Select(n => n % 2 == 0 ? Saying.Payment($"p{n}", student, n + 1) : Saying.Batch($"b{n}", $"set-{n % 3}", n)).ToList();
        await Parallel.ForEachAsync(said.Concat(said), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (saying, _) => await (Random.Shared.Next(2) == 0 ? first : second).SayAsync(saying));
        await Task.WhenAll(DrainAsync(one), DrainAsync(other));

        Assert.Equal(Messages / 2, await one.ReadAsync(db => db.Set<Payment>().CountAsync()));
        Assert.Equal(Messages, await one.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Applied)));
        Assert.Equal(Messages / 2, far.Taken.Select(t => t.Id).Distinct().Count());
        Assert.All(far.Taken.GroupBy(t => t.Aggregate), lane => Assert.Equal(Enumerable.Range(1, lane.Count()).Select(n => (long)n), lane.Select(t => t.Sequence)));
    }

    private static TestRegistry Hub(TestDatabase on, FarSystem far, out TestDatabase database)
    {
        database = on;
        return new TestRegistry(s => s.AddHttpClient(HttpChannel.Client).ConfigurePrimaryHttpMessageHandler(() => far), new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "far.example" }, on);
    }

    /// <summary>Passes until the outbox is empty, whichever hub holds the rest.</summary>
    private static Task DrainAsync(TestRegistry hub) => Task.Run(async () =>
    {
        do
        {
            await hub.Get<OutboxDispatcher>().PassAsync("BI", default);
        }
        while (await hub.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Unsent)));
    });
}
