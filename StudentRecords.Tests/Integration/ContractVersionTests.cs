using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Tests.Integration;

/// <summary>F020 has two versions for a while: senders move to the new one on a day of their own.</summary>
public sealed class ContractVersionTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private int said;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task BothVersions_AreTaken_AndDoTheSameToTheRecord()
    {
        Assert.Equal(InboxState.Applied, (await SayAsync(1, "1", "\"isFree\":false")).State);
        Assert.Equal(InboxState.Applied, (await SayAsync(2, "2", "\"use\":\"Taken\"")).State);
        Assert.Equal(InboxState.Applied, (await SayAsync(2, "3", "\"use\":\"Free\"")).State);
        Assert.Equal([("B-1|1", false), ("B-1|2", false), ("B-1|3", true)], (await scene.Registry.ReadAsync(db => db.Set<SpaceNotice>().OrderBy(n => n.Key).ToListAsync())).Select(n => (n.Key, n.IsFree)));
    }

    [Fact]
    public async Task FieldsOfTheOtherVersion_AreNotEnough()
    {
        Assert.Equal("CONTRACT", (await SayAsync(2, "1", "\"isFree\":false")).Code);
        Assert.Equal("CONTRACT", (await SayAsync(1, "2", "\"use\":\"Taken\"")).Code);
        Assert.Equal("UNKNOWN_VERSION", (await SayAsync(3, "3", "\"use\":\"Taken\"")).Code);
    }

    [Fact]
    public async Task AfterItsLastDay_TheOlderVersionIsRefused_AndTheAnswerNamesTheNewer()
    {
        scene.Registry.Clock.Advance(new DateTimeOffset(2027, 8, 1, 9, 0, 0, TimeSpan.Zero) - scene.Registry.Clock.Now);
        var receipt = await SayAsync(1, "1", "\"isFree\":false");
        Assert.Equal("UNKNOWN_VERSION", receipt.Code);
        Assert.Contains("until 31 July 2027; send version 2", receipt.Reason, StringComparison.Ordinal);
        Assert.Equal(InboxState.Applied, (await SayAsync(2, "2", "\"use\":\"Closed\"")).State);
    }

    private async Task<Receipt> SayAsync(int version, string booking, string use) => (await scene.Registry.Get<HubDoor>().SubmitAsync("F020", "EST",
        [$$"""{"id":"m{{++said}}","type":"SpaceAvailabilityChanged","version":{{version}},"key":"B-1/{{booking}}","data":{"room":"B-1","booking":"{{booking}}","startsAt":"2024-02-05T08:00:00Z","endsAt":"2024-02-05T12:00:00Z",{{use}} } }"""], "http", null, default)).Single();
}
