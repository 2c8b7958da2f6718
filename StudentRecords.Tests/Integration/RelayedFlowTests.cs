using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Campaigns;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>F055 to F058 run between two other systems: checked, handed on, watched, and never in the record.</summary>
public sealed class RelayedFlowTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private TellingScene telling = null!;

    public async Task InitializeAsync() => telling = new TellingScene(scene = await HubScene.MakeAsync("BI", "EWP"));

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
        var before = await RecordAsync();
        await scene.SaidAsync(flow, type, "activity/1", new { dataset = "activity", batch = "1", asOf = "2024-06-02", rows = 12, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/1" });
        var told = Assert.Single(await scene.ToldAsync(flow));
        Assert.Equal(("BI", type), (told.Destination, told.Type));
        Assert.Equal(["dataset", "batch", "asOf", "rows", "sha256", "link"], Fields.Of(told));
        await scene.DrainAsync("BI");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await scene.ToldAsync(flow)).State);
        Assert.Equal(before, await RecordAsync());
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
    [InlineData("saves")]
    [InlineData("updates at once")]
    [InlineData("deletes at once")]
    [InlineData("commands")]
    public async Task Relay_ThatChangesTheRecord_IsStopped_AndNothingOfItIsSaved(string what)
    {
        using var other = await HubScene.MakeAsync(new Dictionary<string, string?>(), s => s.AddSingleton<Func<IInboundFlow>>(() => new MeddlingRelay()), "BI");
        await other.Registry.SaveAsync(db => db.Attach(other.Student).Entity.Identify("UCAS", "UCAS", "U1", new DateOnly(2023, 9, 1)));
        var before = await RecordAsync(other);
        var receipt = await other.SayAsync("F055", MeddlingRelay.Type, what, new { dataset = "activity", batch = what, asOf = "2024-06-02", rows = 12, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/1" });
        Assert.Equal(InboxState.Accepted, receipt.State);
        Assert.Contains("may change nothing in the record", receipt.Reason, StringComparison.Ordinal);
        Assert.Empty(await other.ToldAsync("F055"));
        Assert.Equal(before, await RecordAsync(other));
        Assert.Equal(("Achebe", 1, 0), await other.Registry.ReadAsync(async db => ((await db.Set<Person>().SingleAsync()).FamilyName, await db.Set<PersonIdentifier>().CountAsync(i => i.Value == "U1"), await db.Set<DataQualityTask>().CountAsync())));
    }

    [Fact]
    public async Task Content_ThatSaysWhatTheRecordSays_IsHandedOn_AndTheRecordDoesNotChange()
    {
        var before = await RecordAsync();
        await scene.SaidAsync("F058", "TargetedMessagePublished", "W/1", new { campaign = "W", audience = "1", text = "You are enrolled.", student = scene.Who, statusClaim = "Enrolled" });
        Assert.Single(await scene.ToldAsync("F058"));
        Assert.Equal(before, await RecordAsync());
    }

    /// <summary>Of a study that is over the text may not speak as if it were the one that runs.</summary>
    [Fact]
    public async Task Content_ThatSpeaksOfAnEarlierStudy_IsStopped_AndOfTheNewestWhereNoneRuns_IsHandedOn()
    {
        var earlier = await scene.Registry.Given.EngagementAsync(scene.Student, scene.Programme, start: new DateOnly(2019, 10, 1), numhus: "0");
        await telling.TakeAsync(earlier, EnrolmentStep.Withdraw, new DateOnly(2020, 5, 1), "11");
        Assert.Equal("CONTRADICTS_RECORD", (await ClaimAsync("3", "Withdrawn")).Code);
        await telling.TakeAsync(scene.Engagement, EnrolmentStep.Complete, new DateOnly(2024, 5, 31));
        Assert.Equal("CONTRADICTS_RECORD", (await ClaimAsync("4", "Withdrawn")).Code);
        Assert.Equal(InboxState.Applied, (await ClaimAsync("5", "Completed")).State);
    }

    [Fact]
    public async Task Content_WhoseClaimIsNoLongerSoWhenItShouldGo_IsStopped_StandsOnTheWorkList_AndGoesOnceItIsSoAgain()
    {
        Assert.Equal(InboxState.Applied, (await ClaimAsync("6", "Enrolled")).State);
        await telling.TakeAsync(scene.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await scene.DrainAsync("EWP");
        var told = Assert.Single(await scene.ToldAsync("F058"));
        Assert.Equal((OutboxState.Dead, $"The text says Enrolled of SIS/{scene.Student.StudentNumber}, and the record says Interrupted. It did when the text came."), (told.State, told.LastError));
        Assert.Equal((1, "Head of Communications"), (await WorkAsync()).Single(w => w.One.Contains("F058", StringComparison.Ordinal)) is var line ? (line.Count, line.Owner) : default);

        await telling.TakeAsync(scene.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        Assert.Empty((await scene.Registry.Get<OutboxService>().SendAgainAsync(told.Id, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await scene.DrainAsync("EWP");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await scene.ToldAsync("F058")).State);
    }

    /// <summary>What a text says of a status without claiming it is looked for in a sample, after it has gone.</summary>
    [Fact]
    public async Task Texts_ThatSpeakOfAStatusWithoutAClaim_AreFoundAtNight_WhereTheyDifferFromTheRecord()
    {
        await SayTextAsync("7", "You have withdrawn; tell us why.", scene.Who);
        await SayTextAsync("8", "Welcome, you are enrolled.", scene.Who);
        await SayTextAsync("9", "If you are enrolled, come to the fair.", null);
        await SayTextAsync("10", "The library is open.", scene.Who);
        Assert.Equal("4 texts read, 3 of them speak of a status without a claim, 1 otherwise than the record. To read: campaign/W/9.", await SampleAsync());
        var task = await scene.Registry.ReadAsync(db => db.Set<DataQualityTask>().SingleAsync());
        Assert.Equal(("campaign/W/7", $"A text without a claim speaks of Withdrawn to SIS/{scene.Student.StudentNumber}, and the record says Enrolled.", null), (task.Entity, task.Sentence, task.ClearedOn));
        Assert.Equal("0 texts read, 0 of them speak of a status without a claim, 0 otherwise than the record.", await SampleAsync(days: 2));
        await SampleAsync(days: 30);
        Assert.NotNull(await scene.Registry.ReadAsync(db => db.Set<DataQualityTask>().Select(t => t.ClearedOn).SingleAsync()));
    }

    private Task<Receipt> ClaimAsync(string audience, string claim) => scene.SayAsync("F058", "TargetedMessagePublished", $"W/{audience}", new { campaign = "W", audience, text = "Of your studies.", student = scene.Who, statusClaim = claim });

    private Task SayTextAsync(string audience, string text, object? student) => scene.SaidAsync("F058", "CampaignContentPublished", $"W/{audience}", new { campaign = "W", audience, text, student });

    private Task<string> SampleAsync(int days = 0)
    {
        scene.Registry.Clock.Advance(TimeSpan.FromDays(days));
        return scene.Registry.Get<SampledTextsJob>().ExecuteAsync(new JobRun(1, nameof(SampledTextsJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
    }

    [Fact]
    public async Task Content_ThatContradictsTheRecord_IsStoppedForAPersonToLookAt()
    {
        var receipt = await scene.SayAsync("F058", "TargetedMessagePublished", "W/2", new { campaign = "W", audience = "2", text = "You have left us.", student = scene.Who, statusClaim = "Withdrawn" });
        Assert.Equal((InboxState.Quarantined, "CONTRADICTS_RECORD"), (receipt.State, receipt.Code));
        Assert.Empty(await scene.ToldAsync("F058"));
        Assert.Equal((1, "Head of Communications"), (await WorkAsync()).Single(w => w.Address.StartsWith("/flows/quarantine", StringComparison.Ordinal)) is var line ? (line.Count, line.Owner) : default);
    }

    [Theory]
    [InlineData("SELECT \"UpdatedAt\", [delete] FROM Person -- update", true)]
    [InlineData("WITH x AS (SELECT 'insert into' AS y) SELECT * FROM x", true)]
    [InlineData("WITH x AS (SELECT 1) DELETE FROM Person", false)]
    [InlineData("SELECT 1; UPDATE Person SET FamilyName = ''", false)]
    [InlineData("SELECT * INTO Copy FROM Person", false)]
    [InlineData("DROP TABLE Person", false)]
    public void Command_IsARead_OnlyIfItWritesNothing(string sql, bool isRead) => Assert.Equal(isRead, ReadOnlyUnits.IsRead(sql));

    /// <summary>The interceptors hear of no command that is made beside the unit of work.</summary>
    [Fact]
    public void NoRelay_ReachesForTheConnection() => Offenders.None(SourceFile.All.Where(f => f.Is(".cs") && f.Project == "Infrastructure" && f.Text.Contains("RelayedFlow<", StringComparison.Ordinal) && f.Text.Contains("GetDbConnection", StringComparison.Ordinal)).Select(f => f.Name));

    private async Task<IReadOnlyList<WaitingWork>> WorkAsync() =>
        [.. (await Task.WhenAll(scene.Registry.Services.GetServices<IWorkSource>().Select(w => w.WaitingAsync(TestRegistry.Caller(Role.IntegrationOperator), default)))).SelectMany(w => w)];

    [Fact]
    public void Confirmation_OfTheExaminer_IsNoMessageOfASystem() => Assert.Equal("NOT_INBOUND", Infrastructure.Integration.HubDoor.Refuses("F068", "EXTEX")!.Code);

    private Task<IReadOnlyList<string>> RecordAsync() => RecordAsync(scene);

    /// <summary>What every table but the hub's own holds: how many rows, and a digest of all that is in them.</summary>
    private static async Task<IReadOnlyList<string>> RecordAsync(HubScene of)
    {
        await using var db = of.Registry.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        string[] hubs = [.. new[] { typeof(InboxMessage), typeof(OutboxMessage) }.Select(t => db.Model.FindEntityType(t)!.GetTableName()!)];
        List<string> held = [];
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Except(hubs).Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the model's own table names
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            List<string> rows = [];
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
            }

            rows.Sort(StringComparer.Ordinal);
            held.Add($"{table} {rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..12]}");
        }

        return held;
    }
}
