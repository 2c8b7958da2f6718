using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Signing;

/// <summary>A receiver's secret is changed without an hour in which nothing arrives: the old one signs beside the new one for a week.</summary>
public sealed class SecretRotationTests : IAsyncLifetime
{
    private OutboundScene scene = null!;

    public async Task InitializeAsync() => scene = await OutboundScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ReceiverThatKnowsTheOldSecretOnly_IsServedForAWeek()
    {
        await ChangeAsync(atOnce: false);
        Assert.Equal(scene.Registry.Clock.Now.AddDays(7), (await RowAsync()).FormerSecretEndsAt);
        Assert.Equal(OutboxState.Delivered, await SentAsync("k1"));
        // another change of the channel, without a new secret, ends nothing
        await ConfigureAsync(new ConfigureChannel { System = "EWP", Kind = ChannelKind.Http, Address = "https://far.example/other" });
        scene.Registry.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(OutboxState.Delivered, await SentAsync("k2"));

        scene.Registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(OutboxState.Unsent, await SentAsync("k3"));
        Assert.Null((await RowAsync()).FormerSecretEndsAt);
    }

    [Fact]
    public async Task SecretThatOthersKnow_SignsNoLonger()
    {
        await ChangeAsync(atOnce: true);
        Assert.Equal(OutboxState.Unsent, await SentAsync("k1"));
    }

    private Task ChangeAsync(bool atOnce) => ConfigureAsync(new ConfigureChannel { System = "EWP", Kind = ChannelKind.Http, Address = "https://far.example/in", Secret = WebhookSignature.NewSecret(), FormerEndsAtOnce = atOnce });

    private async Task ConfigureAsync(ConfigureChannel request) => Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(request, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);

    private async Task<PartnerRow> RowAsync() => (await scene.Registry.Get<PartnerQueries>().FindAsync("EWP", TestRegistry.Caller(Role.IntegrationOperator)))!;

    private async Task<OutboxState> SentAsync(string key)
    {
        await scene.TellAsync("EWP", key, key);
        await scene.DrainAsync();
        return (await scene.MessageAsync(key)).State;
    }
}
