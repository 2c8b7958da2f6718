using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Bus;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>The bus is off unless a broker is named, and nobody is read who is not named.</summary>
public sealed class BusSettingsTests
{
    [Theory]
    [InlineData(null, "BUS_OFF")]
    [InlineData(" ", "BUS_OFF")]
    [InlineData("http://broker.example", "BUS_UNREADABLE")]
    [InlineData("broker.example:5672", "BUS_UNREADABLE")]
    [InlineData("amqp://hub:pw@broker.example/registry", "BUS_NOT_SECURE")]
    [InlineData("amqps://hub:pw@broker.example/registry", null)]
    [InlineData("amqp://hub:pw@127.0.0.1:5672/registry", null)]
    public void Broker_OnAnotherMachine_IsReachedOverTlsOnly_AndWithoutAnAddressTheBusIsOff(string? address, string? code) => Assert.Equal(code, Of(address).Refuses?.Code);

    [Fact]
    public void Place_IsToldWithoutUserAndPassword() => Assert.Equal("broker.example:5671/registry", Of("amqps://hub:s3cret@broker.example:5671/registry").Where);

    [Fact]
    public void Nobody_IsReadWhoIsNotNamedOrNotKnown()
    {
        Assert.Empty(Of("amqps://hub:pw@broker.example/registry").Reads);
        Assert.Equal(["TTB", "VLE"], Of("amqps://hub:pw@broker.example/registry", "TTB, VLE TTB,NOBODY,SIS").Reads);
        Assert.Empty(Of(null, "TTB").Reads);
    }

    [Fact]
    public async Task Channel_IsRefused_WhereNoBrokerIsConfigured()
    {
        using var registry = new TestRegistry();
        var outcome = await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EWP", Kind = ChannelKind.Bus }, registry.As(Role.IntegrationOperator), default);
        Assert.Equal(["BUS_OFF"], outcome.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Channel_ThatWasSetWhenThereWasABroker_IsDownWithoutOne_AndItsMessagesWait()
    {
        using var registry = new TestRegistry();
        await registry.SaveAsync(db =>
        {
            var channel = new PartnerChannel("EWP");
            channel.UseBus();
            db.Add(channel);
            db.Add(new OutboxMessage("F012", "EWP", "NotificationIssued", "k1", "S1", "{}", null, registry.Clock.Now, null, "c1"));
        });
        Assert.Equal(0, await registry.Get<OutboxDispatcher>().PassAsync("EWP", default));
        Assert.Contains("Hub:Bus:Uri", (await registry.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(m => m.State == OutboxState.Unsent))).LastError, StringComparison.Ordinal);
        var row = (await registry.Get<PartnerQueries>().FindAsync("EWP", TestRegistry.Caller(Role.IntegrationOperator)))!;
        Assert.True(row.IsDown);
        Assert.Contains("No message broker is configured", row.Trouble!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfTheBus_IsToldByItself_AndTheApplicationStaysReady()
    {
        await using var site = new TestSite(new Dictionary<string, string?> { ["Hub:Bus:Uri"] = "amqp://hub:pw@broker.example/registry" });
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/bus")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    private static BusSettings Of(string? address, string? reads = null) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:Bus:Uri"] = address, ["Hub:Bus:Reads"] = reads }).Build());
}
