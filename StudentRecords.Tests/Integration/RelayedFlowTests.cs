using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>F055 to F058 run between two other systems: checked, handed on, watched, and never in the record.</summary>
public sealed class RelayedFlowTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("BI", "EWP");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F055", "LearningAnalyticsBatch")]
    [InlineData("F056", "AttendanceTrendsBatch")]
    [InlineData("F057", "ConsolidatedAnalyticsFeed")]
    public async Task Batch_IsHandedOnAsItCame_AndTheRecordDoesNotChange(string flow, string type)
    {
        var before = await RowsAsync();
        await scene.SaidAsync(flow, type, "activity/1", new { dataset = "activity", batch = "1", asOf = "2024-06-02", rows = 12, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/1" });
        var told = Assert.Single(await scene.ToldAsync(flow));
        Assert.Equal(("BI", type), (told.Destination, told.Type));
        Assert.Equal(["dataset", "batch", "asOf", "rows", "sha256", "link"], Fields.Of(told));
        await scene.DrainAsync("BI");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await scene.ToldAsync(flow)).State);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Batch_ThatBreaksItsContract_IsNotHandedOn()
    {
        Assert.Equal("CONTRACT", (await scene.SayAsync("F055", "LearningAnalyticsBatch", "activity/2", new { dataset = "activity", batch = "2", asOf = "2024-06-02", rows = 12, sha256 = "abc", link = "https://vle.example.ac.uk/2" })).Code);
        Assert.Empty(await scene.ToldAsync("F055"));
    }

    [Theory]
    [InlineData("edits")]
    [InlineData("adds")]
    [InlineData("deletes")]
    public async Task Relay_ThatChangesTheRecord_IsStopped_AndNothingOfItIsSaved(string what)
    {
        using var other = await HubScene.MakeAsync(new Dictionary<string, string?>(), s => s.AddSingleton<Func<IInboundFlow>>(() => new MeddlingRelay()), "BI");
        await other.Registry.SaveAsync(db => db.Attach(other.Student).Entity.Identify("UCAS", "UCAS", "U1", new DateOnly(2023, 9, 1)));
        var receipt = await other.SayAsync("F055", MeddlingRelay.Type, what, new { dataset = "activity", batch = what, asOf = "2024-06-02", rows = 12, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/1" });
        Assert.Equal(InboxState.Accepted, receipt.State);
        Assert.Contains("may change nothing in the record", receipt.Reason, StringComparison.Ordinal);
        Assert.Empty(await other.ToldAsync("F055"));
        Assert.Equal(("Achebe", 1, 0), await other.Registry.ReadAsync(async db => ((await db.Set<Person>().SingleAsync()).FamilyName, await db.Set<PersonIdentifier>().CountAsync(i => i.Value == "U1"), await db.Set<DataQualityTask>().CountAsync())));
    }

    [Fact]
    public async Task Content_ThatSaysWhatTheRecordSays_IsHandedOn_AndTheRecordDoesNotChange()
    {
        var before = await RowsAsync();
        await scene.SaidAsync("F058", "TargetedMessagePublished", "W/1", new { campaign = "W", audience = "1", text = "You are enrolled.", student = scene.Who, statusClaim = "Enrolled" });
        Assert.Single(await scene.ToldAsync("F058"));
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Content_ThatContradictsTheRecord_IsStoppedForAPersonToLookAt()
    {
        var receipt = await scene.SayAsync("F058", "TargetedMessagePublished", "W/2", new { campaign = "W", audience = "2", text = "You have left us.", student = scene.Who, statusClaim = "Withdrawn" });
        Assert.Equal((InboxState.Quarantined, "CONTRADICTS_RECORD"), (receipt.State, receipt.Code));
        Assert.Empty(await scene.ToldAsync("F058"));
        var work = await Task.WhenAll(scene.Registry.Services.GetServices<IWorkSource>().Select(w => w.WaitingAsync(TestRegistry.Caller(Role.IntegrationOperator), default)));
        Assert.Equal((1, "Head of Communications"), work.SelectMany(w => w).Single(w => w.Address.StartsWith("/flows/quarantine", StringComparison.Ordinal)) is var line ? (line.Count, line.Owner) : default);
    }

    [Fact]
    public void Confirmation_OfTheExaminer_IsNoMessageOfASystem() => Assert.Equal("NOT_INBOUND", Infrastructure.Integration.HubDoor.Refuses("F068", "EXTEX")!.Code);

    /// <summary>Rows of every table but the hub's own.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var db = scene.Registry.CreateDbContext();
        var count = typeof(RelayedFlowTests).GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        List<string> rows = [];
        foreach (var type in db.Model.GetEntityTypes().Where(e => !e.IsOwned() && !e.HasSharedClrType).Select(e => e.ClrType).Where(t => t != typeof(InboxMessage) && t != typeof(OutboxMessage)).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            rows.Add($"{type.Name} {await (Task<int>)count.MakeGenericMethod(type).Invoke(null, [db])!}");
        }

        return rows;
    }

    private static Task<int> CountAsync<T>(RegistryDbContext db)
        where T : class => db.Set<T>().CountAsync();
}
