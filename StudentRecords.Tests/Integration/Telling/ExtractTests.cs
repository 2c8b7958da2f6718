using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What leaves by schedule: each partition with its number, count and digest, once for each change, and the newest only.</summary>
public sealed class ExtractTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("CM", "TTB", "AM", "VLE", "SETS", "EST", "BI", "DW", "CMS");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Extracts_AreAskedForOnce_ByThoseWhoMayChangeTheHub()
    {
        var (registry, extracts) = (scene.Hub.Registry, scene.Hub.Registry.Get<ExtractsService>());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => extracts.RequestAsync(registry.As(Role.RegistryOfficer), default));
        var job = await extracts.RequestAsync(registry.As(Role.IntegrationOperator), default);
        Assert.Equal(job, await extracts.RequestAsync(registry.As(Role.IntegrationOperator), default));
        Assert.Equal(nameof(ExtractsJob), await registry.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Id == job).Select(j => j.Kind).SingleAsync()));
    }

    [Theory]
    [InlineData("F002", "CurriculumMetricsPublished", "unit registered left passed")]
    [InlineData("F003", "CohortVolumeForecast", "programme year students")]
    [InlineData("F014", "RosterSnapshot", "student")]
    [InlineData("F014", "AcademicCalendarPublished", "period start end")]
    [InlineData("F015", "TermDatesPublished", "period start end")]
    [InlineData("F019", "EnrolmentVolumesPublished", "programme status students")]
    [InlineData("F019", "TimetableDemandPublished", "room week hours")]
    [InlineData("F019", "OccupancyForecast", "room week most")]
    [InlineData("F027", "EnrolmentVolumesExtract", "programme status students")]
    [InlineData("F027", "RetentionIndicators", "programme year began left")]
    [InlineData("F031", "SurveyCohortPublished", "student")]
    [InlineData("F041", "CohortSegmentsPublished", "member")]
    [ExactFields]
    public async Task Extract_HasJustTheseFields_AndIsNotSentAgainUnchanged(string flow, string type, string fields)
    {
        await PrepareAsync();
        await RunAsync();
        var told = (await scene.Hub.ToldAsync(flow, type))[0];
        Assert.Equal(["partition", "batch", "asOf", "rows", "sha256", "data"], Fields.Of(told));
        using var body = JsonDocument.Parse(told.Body);
        var rows = body.RootElement.GetProperty("data");
        Assert.Equal(fields.Split(' '), rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal((rows.GetArrayLength(), Extract.Hash(rows.GetRawText())), (body.RootElement.GetProperty("rows").GetInt32(), body.RootElement.GetProperty("sha256").GetString()));
        var count = (await scene.Hub.ToldAsync(flow)).Count;
        await RunAsync();
        Assert.Equal(count, (await scene.Hub.ToldAsync(flow)).Count);
    }

    [Fact]
    public async Task Results_GoUnderPseudonymsOnceRatified_AndTheOlderOneIsNotSentAnyMore()
    {
        await BoardScene.RatifiedAsync(scene.Registry, "CCC-2023A", [70, 80], [30, 35]);
        await RunAsync();
        var (performance, outcomes) = ((await scene.Hub.ToldAsync("F027", "PerformanceExtract"))[0], (await scene.Hub.ToldAsync("F027", "ModuleOutcomesExtract"))[0]);
        Assert.Equal("student moduleRun outcome mark", Row(performance));
        Assert.Equal("moduleRun outcome students", Row(outcomes));
        var numbers = await scene.Registry.ReadAsync(db => db.Set<Person>().Select(p => p.StudentNumber).ToListAsync());
        Assert.All(numbers, n => Assert.DoesNotContain(n, performance.Body, StringComparison.Ordinal));
        using (var body = JsonDocument.Parse(outcomes.Body))
        {
            Assert.All(body.RootElement.GetProperty("data").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("students").ValueKind));
        }

        await BoardScene.RatifiedAsync(scene.Registry, "DDD-2023A", [50, 60]);
        await RunAsync();
        await scene.Hub.DrainAsync("BI");
        foreach (var type in (string[])["PerformanceExtract", "ModuleOutcomesExtract"])
        {
            Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F027", type)).Select(m => m.State));
        }
    }

    [Fact]
    public async Task Estates_AreNotToldNumbersSoSmallThatStudentsCouldBeToldApart()
    {
        await PrepareAsync();
        await scene.Hub.SaidAsync("F004", "TeachingEventScheduled", "TE-F", new { @event = "TE-F", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-18T09:00:00Z", endsAt = "2024-06-18T10:00:00Z", room = "FEW-1", staff = new[] { "S0042" } });
        await RunAsync();
        Assert.Equal(JsonValueKind.Null, await MostAsync());
        for (var i = 0; i < Extract.FewestToTell; i++)
        {
            await scene.Registry.Given.RegistrationAsync(await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Hub.Programme), scene.Hub.Run);
        }

        await RunAsync();
        Assert.Equal(JsonValueKind.Number, await MostAsync());
        foreach (var type in (string[])["EnrolmentVolumesPublished", "OccupancyForecast", "TimetableDemandPublished"])
        {
            var body = (await scene.Hub.ToldAsync("F019", type))[^1].Body;
            Assert.DoesNotContain(scene.Hub.Student.StudentNumber, body, StringComparison.Ordinal);
            Assert.DoesNotMatch("\"(students|most)\":[1-4][,}]", body);
        }
    }

    private async Task<JsonValueKind> MostAsync()
    {
        using var body = JsonDocument.Parse((await scene.Hub.ToldAsync("F019", "OccupancyForecast"))[^1].Body);
        return body.RootElement.GetProperty("data").EnumerateArray().Single(r => r.GetProperty("room").GetString() == "FEW-1").GetProperty("most").ValueKind;
    }

    private static string Row(OutboxMessage told)
    {
        using var body = JsonDocument.Parse(told.Body);
        return string.Join(' ', body.RootElement.GetProperty("data")[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Roll_ThatLosesMostOfItsPeople_WaitsForAPerson()
    {
        await PrepareAsync();
        await RunAsync();
        await scene.Hub.DrainAsync("AM");
        await HadAsync(40);
        await RunAsync();
        var roll = (await scene.Hub.ToldAsync("F014", "RosterSnapshot"))[^1];
        Assert.Equal(OutboxState.Dead, roll.State);
        Assert.StartsWith("MASS_CHANGE: 40 rows fall to 1", roll.LastError, StringComparison.Ordinal);

        Assert.True((await scene.Registry.Get<OutboxService>().SendAgainAsync(roll.Id, scene.Registry.As(Role.IntegrationOperator), default)).Succeeded);
        await scene.Hub.DrainAsync("AM");
        Assert.Equal(OutboxState.Delivered, (await scene.Hub.ToldAsync("F014", "RosterSnapshot"))[^1].State);
    }

    [Fact]
    public async Task Roll_ThatWasStopped_IsNoMeasureForTheNext()
    {
        await PrepareAsync();
        await RunAsync();
        await scene.Hub.DrainAsync("AM");
        await HadAsync(40);
        await RunAsync();
        var other = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Hub.Programme);
        await scene.Registry.Given.RegistrationAsync(other, scene.Hub.Run);
        await RunAsync();
        Assert.Equal([OutboxState.Delivered, OutboxState.Dead, OutboxState.Dead], (await scene.Hub.ToldAsync("F014", "RosterSnapshot")).Select(m => m.State));
        Assert.StartsWith("MASS_CHANGE: 40 rows fall to 2", (await scene.Hub.ToldAsync("F014", "RosterSnapshot"))[^1].LastError, StringComparison.Ordinal);
    }

    /// <summary>As if the roll that the receiver took had had so many.</summary>
    private Task<int> HadAsync(int rows) => scene.Registry.ReadAsync(db => db.Set<ExtractBatch>().Where(b => b.Type == "RosterSnapshot").ExecuteUpdateAsync(s => s.SetProperty(b => b.Rows, rows).SetProperty(b => b.Hash, "before")));

    [Fact]
    public async Task Segment_WhoseLastMemberLeaves_IsToldEmptyOnce()
    {
        await RunAsync();
        var full = Assert.Single(await scene.Hub.ToldAsync("F041"));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await RunAsync();
        await RunAsync();
        var told = await scene.Hub.ToldAsync("F041");
        Assert.Equal([("1", "1"), ("2", "0")], told.Select(m => (Fields.Of(m, "batch")!, Fields.Of(m, "rows")!)));
        Assert.Equal((full.Aggregate, "[]"), (told[1].Aggregate, Fields.Of(told[1], "data")));
    }

    [Theory]
    [InlineData("F002", "CurriculumMetricsPublished", "CM")]
    [InlineData("F003", "CohortVolumeForecast", "TTB")]
    [InlineData("F014", "RosterSnapshot", "AM")]
    [InlineData("F019", "EnrolmentVolumesPublished", "EST")]
    [InlineData("F027", "EnrolmentVolumesExtract", "BI")]
    [InlineData("F031", "SurveyCohortPublished", "SETS")]
    [InlineData("F041", "CohortSegmentsPublished", "CMS")]
    [OvertakenAtSend]
    public async Task Extract_ThatHasChanged_GoesUnderTheNextNumber_AndTheOlderOneIsNotSentAnyMore(string flow, string type, string to)
    {
        await PrepareAsync();
        var second = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Hub.Programme);
        await scene.Registry.Given.RegistrationAsync(second, scene.Hub.Run);
        await RunAsync();
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await RunAsync();
        Assert.Equal(["1", "2"], (await scene.Hub.ToldAsync(flow, type)).Select(m => Fields.Of(m, "batch")));
        await scene.Hub.DrainAsync(to);
        Assert.Equal([(OutboxState.Withdrawn, LatestGate.Overtaken), (OutboxState.Delivered, null)], (await scene.Hub.ToldAsync(flow, type)).Select(m => (m.State, m.LastError)));
    }

    [Fact]
    public async Task FewStudents_AreNotCounted_AndAnalyticsGetNoStudentNumber()
    {
        await PrepareAsync();
        await RunAsync();
        using var body = JsonDocument.Parse((await scene.Hub.ToldAsync("F002"))[0].Body);
        Assert.Equal(JsonValueKind.Null, body.RootElement.GetProperty("data")[0].GetProperty("registered").ValueKind);
        Assert.All((await scene.Hub.ToldAsync("F027")).Concat(await scene.Hub.ToldAsync("F041")), m => Assert.DoesNotContain(scene.Hub.Student.StudentNumber, m.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extract_ThatIsWeeklyHere_WaitsForItsDay_UnlessSomebodyAsks()
    {
        await scene.Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "AM", IsOperated = true, Flows = [new SetLocalFlow("F014", true, null, "weekly", null)] }, scene.Registry.As(Role.IntegrationOperator), default);
        await RunAsync(JobSchedules.Requester);
        Assert.Equal(1, await SnapshotsAsync());

        await scene.Registry.Given.StudentAsync(scene.Hub.Run);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(6));
        await RunAsync(JobSchedules.Requester);
        Assert.Equal(1, await SnapshotsAsync());
        scene.Registry.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(JobSchedules.Requester);
        Assert.Equal(2, await SnapshotsAsync());

        await scene.Registry.Given.StudentAsync(scene.Hub.Run);
        await RunAsync("olga");
        Assert.Equal(3, await SnapshotsAsync());
    }

    private async Task<int> SnapshotsAsync() => (await scene.Hub.ToldAsync("F014", "RosterSnapshot")).Count;

    private async Task PrepareAsync()
    {
        await scene.Hub.SaidAsync("F004", "TeachingEventScheduled", "TE-1", new { @event = "TE-1", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room = "B-101" });
        await scene.Registry.Get<SurveyService>().OpenAsync(new OpenSurvey { Code = "MEQ", AcademicYear = scene.Hub.Run.AcademicYear, Period = scene.Hub.Run.Period, Opens = new DateOnly(2024, 6, 1), Closes = new DateOnly(2024, 6, 30) }, scene.Registry.As(Role.RegistryManager));
    }

    private Task<string> RunAsync(string asked = "olga") => scene.Registry.Get<ExtractsJob>().ExecuteAsync(new JobRun(1, nameof(ExtractsJob), "", null, asked, scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
}
