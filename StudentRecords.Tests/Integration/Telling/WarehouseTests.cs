using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Hesa;
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
    [InlineData("AwardDecision", "decision supersedes student engagement academicYear yearOfProgramme outcome award class creditsGained ratifiedAt")]
    [ExactFields("F029")]
    public async Task Table_HasJustTheseFields_AndIsNotSentAgainUnchanged(string table, string fields)
    {
        await RatifiedAsync(table);
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
    public void EveryTable_HasItsLineAbove() => Assert.Equal(
        WarehouseTable.All.Select(t => t.Name).Order(StringComparer.Ordinal),
        typeof(WarehouseTests).GetMethod(nameof(Table_HasJustTheseFields_AndIsNotSentAgainUnchanged))!.GetCustomAttributes(false).OfType<InlineDataAttribute>().SelectMany(d => d.GetData(null!)).Select(d => (string)d[0]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Award_IsTold_AsTheBoardRatifiedIt_AndNotBefore()
    {
        var board = await AwardScene.SittingAsync(scene.Registry, (70, 80), (75, 80));
        await ProposedAsync(board, 0, new AwardProposal(AwardCode.Award, "BSc (Hons)", "First", "By the board"));
        await ProposedAsync(board, 1, new AwardProposal(AwardCode.Proceed, null, null, "By the board"));
        await RunAsync();
        Assert.Empty(await ToldAsync("AwardDecision"));
        Assert.Empty((await board.RatifyAsync()).Refusals);
        await RunAsync();
        using var body = JsonDocument.Parse(Assert.Single(await ToldAsync("AwardDecision")).Body);
        Assert.Equal([("Award", "BSc (Hons)", "First"), ("Proceed", null, null)], body.RootElement.GetProperty("data").EnumerateArray().Select(r => (r.GetProperty("outcome").GetString()!, r.GetProperty("award").GetString(), r.GetProperty("class").GetString())).Order());
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
        Assert.Empty((await scene.Registry.Get<OutboxService>().SetAsideAsync(since.Id, scene.Registry.As(Role.IntegrationOperator) with { Reason = "Kept back" }, default)).Refusals);
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
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == scene.Hub.Student.Id).Describe(new PersonDetails { LegalSex = "10", HomeCountry = "XF" }));
        await RunAsync();
        await LaterAsync(() => new ReturnStory(scene.Registry).SubmitAsync());
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

    /// <summary>A module board that has ratified, or for the awards a progression and award board over two of them.</summary>
    private async Task RatifiedAsync(string table)
    {
        if (table != "AwardDecision")
        {
            await BoardScene.RatifiedAsync(scene.Registry, "CCC-2023A", [70, 80], [30, 35]);
            return;
        }

        var board = await AwardScene.SittingAsync(scene.Registry, (70, 80));
        await ProposedAsync(board, 0, new AwardProposal(AwardCode.Award, "BSc (Hons)", "First", "By the board"));
        Assert.Empty((await board.RatifyAsync()).Refusals);
    }

    private static async Task ProposedAsync(AwardScene board, int student, AwardProposal proposal) => Assert.Empty((await board.DecideAsync(await board.CandidateAsync(student), proposal)).Refusals);

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
