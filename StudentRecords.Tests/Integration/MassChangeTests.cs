using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Replaying;
using StudentRecords.Infrastructure.Jobs;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

/// <summary>A batch, file or roll that would take away more than a fifth at once waits for a person.</summary>
public sealed class MassChangeTests : IAsyncLifetime
{
    private const int Modules = 60;
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        var receipts = await Door.SubmitAsync("F001", "CM", [.. Enumerable.Range(0, Modules).Select(i => Message($"m{i}", "ModuleCatalogueUpdated", $"M{i}/1", new
        {
            module = $"M{i}", faculty = "SCI", catalogueVersion = 1, fromYear = "2023/24", title = $"Module {i}", credits = 15, level = 4, hecos = "100403", costCentre = "122",
        }))], "http", "modules", default);
        Assert.All(receipts, r => Assert.Equal(InboxState.Applied, r.State));
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    private HubDoor Door => scene.Registry.Get<HubDoor>();

    private QuarantineService Desk => scene.Registry.Get<QuarantineService>();

    [Fact]
    public async Task Batch_ThatWouldEndTooMuch_IsStoppedWhole_UntilSomebodyWhoMayDecideApprovesIt()
    {
        var receipts = await Door.SubmitAsync("F001", "CM", Retire(0, 30), "http", "b1", default);
        Assert.All(receipts, r => Assert.Equal((InboxState.Quarantined, MassChange.Code), (r.State, r.Code)));
        Assert.Contains("30 of the 62", receipts[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, await RetiredAsync());
        Assert.True((await Door.SubmitAsync("F001", "CM", Retire(0, 30), "http", "b1", default))[0].Repeated);

        var group = new QuarantineGroup("F001", MassChange.Code);
        var one = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.ReasonCode == MassChange.Code).Select(m => m.Id).FirstAsync());
        var administrator = scene.Registry.As(Role.Administrator);
        Assert.Equal(["NOT_PERMITTED"], (await Desk.TryAgainAsync(one, administrator, default)).Refusals.Select(r => r.Code));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.TryGroupAgainAsync(group, administrator, default));
        var replay = await scene.Registry.Get<ReplayService>().PreviewAsync(new ReplayChoice { Way = ReplayWay.Incoming, Flow = "F001" }, administrator.Caller, default);
        Assert.Equal((0, 90), (replay.Value!.Moves, replay.Value.Stays));

        Assert.True((await Desk.TryGroupAgainAsync(group, scene.Registry.As(Role.IntegrationOperator), default)).Succeeded);
        Assert.True(await scene.Registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal(30, await RetiredAsync());
    }

    [Fact]
    public async Task Batch_ThatEndsLittle_OrSingleMessages_GoThrough()
    {
        Assert.All(await Door.SubmitAsync("F001", "CM", Retire(0, MassChange.Fewest - 1), "http", "b1", default), r => Assert.Equal(InboxState.Applied, r.State));
        Assert.All(await Door.SubmitAsync("F001", "CM", Retire(30, 1), "http", null, default), r => Assert.Equal(InboxState.Applied, r.State));
        Assert.Equal((false, true, false, true), (MassChange.IsTooMuch(19, 19), MassChange.IsTooMuch(20, 99), MassChange.IsTooMuch(20, 100), MassChange.IsTooMuch(2_000_000, 9_000_000)));
    }

    [Fact]
    public async Task File_ThatWouldEndTooMuch_IsStoppedWhole()
    {
        var folder = scene.Registry.Get<HubFolders>().Of("CM");
        Directory.CreateDirectory(folder.Incoming);
        var text = string.Join('\n', Retire(0, 25));
        await File.WriteAllTextAsync(Path.Combine(folder.Incoming, "end.ndjson"), text);
        await File.WriteAllTextAsync(Path.Combine(folder.Incoming, "end.ndjson.done"), JsonSerializer.Serialize(new { flow = "F001", batch = "b9", rows = 25, sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) }));
        await scene.Registry.SaveAsync(db => db.Add(new Domain.Jobs.JobRequest(nameof(DropFolderJob), "{}", null, "HUB", scene.Registry.Clock.Now)));
        Assert.True(await scene.Registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal((0, 25), (await RetiredAsync(), await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.ReasonCode == MassChange.Code && m.Batch == "b9"))));
    }

    private static List<string> Retire(int from, int count) => [.. Enumerable.Range(from, count).Select(i => Message($"r{i}", "StructureRetired", $"M{i}/end", new { kind = "Module", code = $"M{i}" }))];

    private Task<int> RetiredAsync() => scene.Registry.ReadAsync(db => db.Set<Module>().CountAsync(m => m.IsRetired));
}
