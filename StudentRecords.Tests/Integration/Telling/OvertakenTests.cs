using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>When more waits than one pass takes, what a newer word has overtaken is withdrawn without being taken in hand; what must be heard one by one is not.</summary>
public sealed class OvertakenTests : IAsyncLifetime
{
    private OutboundScene scene = null!;

    public async Task InitializeAsync() => scene = await OutboundScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(500, OutboxState.Withdrawn)]
    [InlineData(10, OutboxState.Unsent)]
    public async Task OlderWords_BehindAFullPass_AreWithdrawn_AndThoseBehindAShortOneWaitForTheirGate(int before, OutboxState becomes)
    {
        await TellAsync([.. Enumerable.Range(1, before).Select(n => ("PersonalTimetableView", $"lane-{n}", $"first-{n}"))]);
        // one pass takes the heads of lanes only, so these are behind it
        await TellAsync(("NotificationIssued", "a", "head-a"), ("PersonalTimetableView", "a", "a1"), ("PersonalTimetableView", "a", "a2"), ("PersonalTimetableView", "a", "a3"));
        await TellAsync(("NotificationIssued", "b", "head-b"), ("NotificationIssued", "b", "b1"), ("NotificationIssued", "b", "b2"), ("PersonalTimetableView", "b", "b3"));

        await scene.Registry.Get<OutboxDispatcher>().PassAsync("EWP", default);

        Assert.Equal([becomes, becomes, OutboxState.Unsent], await StatesAsync("a1", "a2", "a3"));
        Assert.Equal([OutboxState.Unsent, OutboxState.Unsent, OutboxState.Unsent], await StatesAsync("b1", "b2", "b3"));
        if (becomes == OutboxState.Withdrawn)
        {
            Assert.Equal(LatestGate.Overtaken, (await scene.MessageAsync("a1")).LastError);
        }
    }

    private Task TellAsync(params (string Type, string Lane, string Key)[] told) => scene.Registry.SaveAsync(db =>
        db.AddRange(told.Select(t => new OutboxMessage("F012", "EWP", t.Type, t.Key, t.Lane, "{\"event\":\"E\",\"version\":1}", null, scene.Registry.Clock.Now, null, "c1"))));

    private async Task<IEnumerable<OutboxState>> StatesAsync(params string[] keys) =>
        (await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => keys.Contains(m.Key)).ToListAsync())).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.State);
}
