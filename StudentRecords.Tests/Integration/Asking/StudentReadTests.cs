using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Asking;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

/// <summary>What a system may ask about one student: its own read, just its fields, and each answer is written down.</summary>
public sealed class StudentReadTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Grades_AreReadByThePortalOnceTheirReleaseHasCome_AndNotBefore()
    {
        await BoardScene.RatifiedAsync(site.Registry, "AAA-2023A", [70, 80]);
        var student = await site.ReadAsync(db => db.Set<Person>().Select(p => p.StudentNumber).SingleAsync());
        var portal = await HubSender.OfAsync(site, "EWP");
        Assert.Empty((await AskAsync(portal, StudentRead.Grades, student)).GetProperty("grades").EnumerateArray());
        site.Clock.Advance(TimeSpan.FromDays(7));
        var answer = await AskAsync(portal, StudentRead.Grades, student);
        Assert.Equal(StudentRead.Grades.Fields, Fields(answer));
        var grade = Assert.Single(answer.GetProperty("grades").EnumerateArray());
        Assert.Equal("AAA-2023A", grade.GetProperty("occurrence").GetString());
        Assert.Equal(2, await ReadsAsync(StudentRead.Grades));
    }

    [Fact]
    public async Task Grades_AreReadForLife_InTheWordsInWhichTheyWereTold_ThoughTheMessageThatToldThemWasEmptied()
    {
        await BoardScene.RatifiedAsync(site.Registry, "AAA-2023A", [70, 80]);
        var student = await site.ReadAsync(db => db.Set<Person>().Select(p => p.StudentNumber).SingleAsync());
        var told = await site.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Type == "RatifiedGradesPublished").Select(m => m.Body).SingleAsync());
        site.Clock.Advance(TimeSpan.FromDays(1000));
        await site.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.Body, RecordParts.Nothing)));
        var answer = await AskAsync(await HubSender.OfAsync(site, "EWP"), StudentRead.Grades, student);
        Assert.Equal(told, Assert.Single(answer.GetProperty("grades").EnumerateArray()).GetRawText());
    }

    [Theory]
    [InlineData("caller")]
    [InlineData("research-eligibility")]
    [InlineData("timetable")]
    public async Task Read_HasJustItsFields_AndIsWrittenDown(string name)
    {
        var read = StudentRead.All.Single(r => r.Name == name);
        var student = await site.Registry.Given.PersonAsync(p => p.Named("Achebe", "Ngozi"));
        await site.Registry.Given.EngagementAsync(student, await site.Registry.Given.ProgrammeAsync());
        var answer = await AskAsync(await HubSender.OfAsync(site, read.System), read, student.StudentNumber);
        Assert.Equal(read.Fields, Fields(answer));
        Assert.Equal(1, await ReadsAsync(read));
    }

    [Fact]
    public async Task StudentOnATaughtDegree_IsNotEligible_AndTheirStudyIsNotTold()
    {
        var student = await site.Registry.Given.PersonAsync();
        await site.Registry.Given.EngagementAsync(student, await site.Registry.Given.ProgrammeAsync());
        var answer = await AskAsync(await HubSender.OfAsync(site, "RP"), StudentRead.Eligibility, student.StudentNumber);
        Assert.False(answer.GetProperty("isEligible").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("programme").ValueKind);
    }

    [Fact]
    public async Task Read_ByAnySystemButItsOwn_IsForbidden_AndOfNobodyIsNotFound()
    {
        var senders = new Dictionary<string, HubSender>();
        foreach (var system in FlowCatalogue.All.SelectMany(f => new[] { f.From, f.To }).Where(s => s is not "SIS").Distinct())
        {
            senders[system] = await HubSender.OfAsync(site, system);
        }

        foreach (var read in StudentRead.All)
        {
            foreach (var (system, sender) in senders)
            {
                await Problem(await sender.AskAsync($"/hub/v1/students/1/{read.Name}"), system == read.System ? 404 : 403, system == read.System ? "NO_SUCH_STUDENT" : "NOT_YOURS");
            }
        }

        Assert.Equal(0, await site.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == nameof(Person))));
    }

    [Fact]
    public void Published_AreEveryRead_EveryReconciliationDoor_AndThePublicationItself()
    {
        using var document = JsonDocument.Parse(site.Get<PublishedContracts>().OpenApi);
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToHashSet();
        Offenders.None(StudentRead.All.Select(r => $"/hub/v1/students/{{student}}/{r.Name}").Append("/hub/v1/contracts/openapi.json").Append("/hub/v1/reconciliation/F010").Append("/hub/v1/reconciliation/F009").Except(paths));
    }

    private static async Task<JsonElement> AskAsync(HubSender sender, StudentRead read, string student) => await Json(await sender.AskAsync($"/hub/v1/students/{student}/{read.Name}"), HttpStatusCode.OK);

    private static string Fields(JsonElement answer) => string.Join(' ', answer.EnumerateObject().Select(p => p.Name));

    private Task<int> ReadsAsync(StudentRead read) => site.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.Act == read.Act));
}
