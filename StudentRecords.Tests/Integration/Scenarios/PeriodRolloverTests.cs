using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Period rollover: the next academic year is opened for a student. The year that is over is closed with its reason, its modules, charges and results stay its own, the new year has its own fee, and who owes something stays where they are.</summary>
public sealed class PeriodRolloverTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("EWP", "SLC", "AM", "FIN");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
        await new FeeScene(scene.Registry).ProgrammeAsync();
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == Student).Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1)));
        await office.ReleasedAsync();
        scene.Registry.Clock.Advance(new DateTimeOffset(2024, 9, 16, 9, 0, 0, TimeSpan.Zero) - scene.Registry.Clock.Now);
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task NextYear_HasItsOwnSessionFeeAndWord_AndTheOldYearStaysAsItWas()
    {
        Assert.Empty(await ReEnrolAsync());
        Assert.Equal([("2024/25", 2, null), ("2023/24", 1, "04")], (await record.EngagementAsync(Student)).Sessions.Select(s => (s.SessionYear, s.YearOfProgramme, s.EndReason)));
        Assert.Equal(1, (await record.EngagementAsync(Student)).Sessions[1].Registrations);
        Assert.Equal(["ALREADY_RE_ENROLLED"], await ReEnrolAsync());

        await ModuleOfTheNewYearAsync();
        await FinanceHearsOfTheNewYearOnlyAsync();
        await Hub.DrainAsync("EWP");
        await Hub.DrainAsync("SLC");
        Assert.Equal(("2024/25", OutboxState.Delivered), await scene.LastAsync("F012", "EnrolmentStatusView") is var view ? (Fields.Of(view, "session"), view.State) : default);
        Assert.Equal(("2024/25", OutboxState.Delivered), await scene.LastAsync("F049", "SlcRegistrationConfirmed") is var loan ? (Fields.Of(loan, "academicYear"), loan.State) : default);
    }

    [Fact]
    public async Task WhoOwesSomething_StaysInTheOldYear_UntilItIsCleared()
    {
        await Hub.SaidAsync("F007", "LibraryObligationRaised", "o1", new { student = Hub.Who, obligation = "o1", reason = "Two books not returned", raisedOn = "2024-05-01", amount = 12.5m });
        Assert.Equal(["HOLD"], await ReEnrolAsync());
        Assert.Equal(["2023/24"], (await record.EngagementAsync(Student)).Sessions.Select(s => s.SessionYear));
        Assert.Equal(["2023/24"], (await Hub.ToldAsync("F049")).Select(m => Fields.Of(m, "academicYear")));

        await Hub.SaidAsync("F007", "LibraryObligationCleared", "o1", new { student = Hub.Who, obligation = "o1", reason = "Returned", clearedOn = "2024-09-10" }, 2);
        Assert.Empty(await ReEnrolAsync());
    }

    [Fact]
    public async Task WhoHasLeft_IsNotTakenOver()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 6, 20), "11");
        Assert.Equal(["NOT_ENROLLED"], await ReEnrolAsync());
        Assert.Empty(await record.ChargedAsync(Student, "2024/25"));
    }

    private async Task<IEnumerable<string>> ReEnrolAsync()
    {
        var engagement = await record.EngagementAsync(Student);
        return (await scene.Registry.Get<EngagementService>().ReEnrolAsync(new ReEnrol { EngagementId = engagement.Id, Version = engagement.Version, Year = "2024/25" }, scene.Registry.As(Role.RegistryOfficer))).Refusals.Select(r => r.Code);
    }

    private async Task ModuleOfTheNewYearAsync()
    {
        var run = await scene.Registry.Given.OccurrenceAsync("CCC-2024J", o => o.In("2024/25", "J", new DateOnly(2024, 10, 1), new DateOnly(2025, 6, 25)).With("CCC-1", 100m));
        await Hub.SaidAsync("F011", "ModuleSelectionSubmitted", "P-1", new { student = Hub.Who, occurrences = new[] { run.Key }, requestedOn = "2024-09-16" });
        Assert.Equal([("CCC-2024J", "2024/25"), ("AAA-2023J", "2023/24")], (await record.ModulesAsync(Student)).Select(m => (m.OccurrenceKey, m.SessionYear)));
        await Hub.DrainAsync("AM");
        Assert.Equal(("CCC-2024J", OutboxState.Delivered), await scene.LastAsync("F014", "RosterDelta") is var told ? (Fields.Of(told, "moduleRun"), told.State) : default);
    }

    private async Task FinanceHearsOfTheNewYearOnlyAsync()
    {
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await record.ChargedAsync(Student, "2023/24"));
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await record.ChargedAsync(Student, "2024/25"));
        var before = (await Hub.ToldAsync("F009")).Count;
        await office.ReleasedAsync("2024/25");
        Assert.Equal("2024/25", Fields.Of(Assert.Single((await Hub.ToldAsync("F009"))[before..]), "academicYear"));
    }
}
