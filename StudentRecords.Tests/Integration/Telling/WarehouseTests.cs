using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F029: each table whole, then what is new or has changed, in one sequence without gaps, and whole again when a return was submitted.</summary>
public sealed class WarehouseTests : IAsyncLifetime
{
    private const string Statuses = "EngagementStatus";
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("DW");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("Student", "student yearOfBirth sex nationality domicile")]
    [InlineData(Statuses, "student engagement programme place status effectiveOn recordedAt corrects isUndone")]
    [InlineData("ModuleRegistration", "student engagement moduleRun academicYear status registeredOn withdrawnOn attempt")]
    [InlineData("ModuleResult", "decision supersedes student engagement moduleRun outcome grade mark ratifiedAt")]
    [ExactFields("F029")]
    public async Task Table_HasJustTheseFields_AndIsNotSentAgainUnchanged(string table, string fields)
    {
        await BoardScene.RatifiedAsync(scene.Registry, "CCC-2023A", [70, 80], [30, 35]);
        await RunAsync();
        var told = Assert.Single(await ToldAsync(table));
        Assert.Equal("FullExtract", told.Type);
        Assert.Equal(["partition", "batch", "asOf", "rows", "sha256", "firstBatch", "isLast", "data"], Fields.Of(told));
        using var body = JsonDocument.Parse(told.Body);
        var rows = body.RootElement.GetProperty("data");
        Assert.Equal(fields.Split(' '), rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal((rows.GetArrayLength(), Extract.Hash(rows.GetRawText())), (body.RootElement.GetProperty("rows").GetInt32(), body.RootElement.GetProperty("sha256").GetString()));
        Assert.True(body.RootElement.GetProperty("isLast").GetBoolean());
        await RunAsync();
        Assert.Single(await ToldAsync(table));
    }

    [Fact]
    [RefusedAtSend("F029")]
    public async Task Warehouse_GetsEverythingOnce_ThenWhatWasRecordedSince_AndNeverAGap()
    {
        await RunAsync();
        await LaterAsync(() => scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11"));
        var since = (await ToldAsync(Statuses))[1];
        Assert.Equal(("IncrementalExtract", "1", "2", "2"), (since.Type, Fields.Of(since, "rows"), Fields.Of(since, "batch"), Fields.Of(since, "firstBatch")));
        await LaterAsync(async () => await scene.TakeAsync(await scene.AcceptedAsync(), EnrolmentStep.Confirm));
        await using (var db = scene.Registry.CreateDbContext())
        {
            (await db.Set<OutboxMessage>().SingleAsync(m => m.Id == since.Id)).SetAside("The test keeps it back");
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        await scene.Hub.DrainAsync("DW");
        Assert.Equal([OutboxState.Delivered, OutboxState.SetAside, OutboxState.Unsent], (await ToldAsync(Statuses)).Select(m => m.State));
        Assert.Equal($"{since.Key} was not taken: send it again, or this can never go.", (await ToldAsync(Statuses))[^1].LastError);
        await SeenAsync();
    }

    [Fact]
    public async Task Warehouse_ThatDoesNotTakeTheFullExtract_GetsNoIncrementalOneBeforeIt()
    {
        await RunAsync();
        await using (var db = scene.Registry.CreateDbContext())
        {
            (await db.Set<OutboxMessage>().SingleAsync(m => m.Aggregate == Statuses)).Stop("The test lets it fail");
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        await LaterAsync(() => scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11"));
        await scene.Hub.DrainAsync("DW");
        Assert.Equal([OutboxState.Dead, OutboxState.Unsent], (await ToldAsync(Statuses)).Select(m => m.State));
        await SeenAsync();
    }

    [Fact]
    public async Task Warehouse_GetsWhatWasRecordedBeforeTheLastExtractAndSavedAfterIt()
    {
        var before = scene.Registry.Clock.Now;
        scene.Registry.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync();
        await using (var db = scene.Registry.CreateDbContext())
        {
            var engagement = await db.Set<Engagement>().Include(e => e.Statuses).SingleAsync(e => e.Id == scene.Hub.Engagement.Id);
            Assert.True(engagement.Withdraw(new DateOnly(2024, 5, 1), "11", "Left", before).Succeeded);
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        await RunAsync();
        var late = (await ToldAsync(Statuses))[1];
        Assert.Contains("Withdrawn", late.Body, StringComparison.Ordinal);
        Assert.Equal("1", Fields.Of(late, "rows"));
    }

    [Fact]
    public async Task Student_IsToldByYearAndCountries_AndAnApplicantNotAtAll()
    {
        var applicant = await scene.Registry.Given.PersonAsync();
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == scene.Hub.Student.Id).Describe(new PersonDetails { DateOfBirth = new DateOnly(2004, 5, 6), LegalSex = "10", Nationality = "NG", HomeCountry = "XF", HomePostcode = "LS2 9JT", TermPostcode = "LS6 1AA" }));
        await RunAsync();
        var told = Assert.Single(await ToldAsync("Student"));
        using var body = JsonDocument.Parse(told.Body);
        Assert.Equal($$"""{"student":"{{scene.Hub.Student.StudentNumber}}","yearOfBirth":2004,"sex":"10","nationality":"NG","domicile":"XF"}""", Assert.Single(body.RootElement.GetProperty("data").EnumerateArray()).GetRawText());
        Assert.DoesNotContain(applicant.StudentNumber, told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_ThatChanges_GoesAgainAsItIsNow()
    {
        await RunAsync();
        await LaterAsync(() => scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11"));
        var changed = (await ToldAsync("ModuleRegistration"))[1];
        Assert.Equal(("IncrementalExtract", "1"), (changed.Type, Fields.Of(changed, "rows")));
        Assert.Contains("\"status\":\"Withdrawn\"", changed.Body, StringComparison.Ordinal);
        await LaterAsync(() => scene.UndoAsync(scene.Hub.Engagement));
        Assert.Contains("\"isUndone\":true", (await ToldAsync(Statuses))[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmissionOfAReturn_MakesTheNextExtractWhole_Once()
    {
        await RunAsync();
        await LaterAsync(async () =>
        {
            var submitted = new HesaReturn(scene.Registry.Get<CollectionDefinitions>()["23056"], "10007783", 1, scene.Registry.Clock.Now);
            submitted.Submitted("Ruth", "digest", scene.Registry.Clock.Now);
            await scene.Registry.SaveAsync(db => db.Add(submitted));
        });
        await LaterAsync(() => Task.CompletedTask);
        var told = await ToldAsync(Statuses);
        Assert.Equal([("FullExtract", "1"), ("FullExtract", "2")], told.Select(m => (m.Type, Fields.Of(m, "batch")!)));
        Assert.Equal(Fields.Of(told[0], "rows"), Fields.Of(told[1], "rows"));
    }

    [Fact]
    public async Task Year_ThatPassed_MakesTheNextExtractWhole()
    {
        await RunAsync();
        scene.Registry.Clock.Advance(TimeSpan.FromDays(364));
        await RunAsync();
        Assert.Single(await ToldAsync(Statuses));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.Equal(["FullExtract", "FullExtract"], (await ToldAsync(Statuses)).Select(m => m.Type));
    }

    private async Task LaterAsync(Func<Task> change)
    {
        scene.Registry.Clock.Advance(TimeSpan.FromHours(24));
        await change();
        scene.Registry.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync();
    }

    private async Task<List<OutboxMessage>> ToldAsync(string table) => [.. (await scene.Hub.ToldAsync("F029")).Where(m => m.Aggregate == table)];

    /// <summary>One batch of the table waits and is counted, and after a while the flow is slow.</summary>
    private async Task SeenAsync()
    {
        scene.Registry.Clock.Advance(TimeSpan.FromDays(3));
        var row = (await scene.Registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Role.IntegrationOperator))).Single(f => f.Flow.Code == "F029");
        Assert.Equal(1, row.Traffic.Queued);
        Assert.Contains(row.Standing, (FlowStanding[])[FlowStanding.Slow, FlowStanding.Stuck]);
    }

    private Task<string> RunAsync() => scene.Registry.Get<ExtractsJob>().ExecuteAsync(new JobRun(1, nameof(ExtractsJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
}
