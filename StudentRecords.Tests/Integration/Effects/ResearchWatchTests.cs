using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F034 and F038: a research student without a supervisor, a milestone that is overdue or was not passed, and a viva that a board has not decided on have an owner and a last day.</summary>
public sealed class ResearchWatchTests : IAsyncLifetime
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private TellingScene scene = null!;
    private Engagement research = null!;
    private string number = "";

    private HubScene Hub => scene.Hub;

    private object Who => new { system = "SIS", id = number };

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("UKVI");
        research = await scene.AcceptedAsync();
        await scene.TakeAsync(research, EnrolmentStep.Confirm);
        number = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == research.PersonId).Select(p => p.StudentNumber).SingleAsync());
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task StudentWithoutASupervisor_IsACaseWithOwnerAndLastDay_UntilOneComes()
    {
        var gap = Assert.Single(await CasesAsync(InterventionKind.Supervision));
        Assert.Equal(("Nobody supervises this research degree since 1 Oct 2023", "Research Degrees", new DateOnly(2024, 6, 17), InterventionState.Open), (gap.Summary, gap.Owner, gap.DueOn, gap.State));
        await SuperviseAsync();
        Assert.Equal((InterventionState.Closed, "Dr Ada Byron supervises from 1 Oct 2023"), Assert.Single(await CasesAsync(InterventionKind.Supervision)) is var closed ? (closed.State, closed.Outcome) : default);
    }

    [Fact]
    public async Task LastSupervisionThatEnds_IsACase_AndAnotherSupervisorLeavesNone()
    {
        await SuperviseAsync();
        await SuperviseAsync("S0043", "SecondSupervisor");
        await EndAsync("S0042", "Supervisor", "2024-05-31");
        Assert.DoesNotContain(await CasesAsync(InterventionKind.Supervision), c => c.State == InterventionState.Open);
        await EndAsync("S0043", "SecondSupervisor", "2024-05-31");
        Assert.Equal("Nobody supervises this research degree since 1 Jun 2024", Assert.Single(await CasesAsync(InterventionKind.Supervision), c => c.State == InterventionState.Open).Summary);
    }

    [Fact]
    public async Task SupervisionThatEndsAhead_IsACaseOnceItsDayHasCome()
    {
        await SuperviseAsync();
        await EndAsync("S0042", "Supervisor", "2024-06-10");
        await NightAsync();
        Assert.DoesNotContain(await CasesAsync(InterventionKind.Supervision), c => c.State == InterventionState.Open);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(10));
        await NightAsync();
        await NightAsync();
        Assert.Equal("Nobody supervises this research degree since 11 Jun 2024", Assert.Single(await CasesAsync(InterventionKind.Supervision), c => c.State == InterventionState.Open).Summary);
    }

    [Fact]
    public async Task CaseOfWhoHasLeft_IsSettled_AndUndergraduatesHaveNone()
    {
        await scene.TakeAsync(research, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Equal((InterventionState.Closed, "The engagement is Withdrawn"), Assert.Single(await CasesAsync(InterventionKind.Supervision)) is var closed ? (closed.State, closed.Outcome) : default);
        await NightAsync();
        Assert.Empty((await scene.Registry.Get<SupportQueries>().OfPersonAsync(Hub.Student.Id, Manager))!.Interventions);
    }

    [Fact]
    public async Task VivaThatIsOverdue_IsTheSupervisorsCase_AndItsOutcomeSettlesIt()
    {
        await SuperviseAsync();
        await ReachAsync("ThesisSubmitted", "ThesisSubmitted", "2024-01-10", null);
        var late = Assert.Single(await CasesAsync(InterventionKind.Research));
        Assert.Equal(("The viva was due by 10 Apr 2024 and is not on the record", "Dr Ada Byron", new DateOnly(2024, 6, 17)), (late.Summary, late.Owner, late.DueOn));
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", "Pass with minor corrections");
        Assert.Equal((InterventionState.Closed, "The viva on 20 May 2024: Pass with minor corrections"), Assert.Single(await CasesAsync(InterventionKind.Research)) is var closed ? (closed.State, closed.Outcome) : default);
        Assert.All((await scene.Registry.Get<SupportQueries>().OfPersonAsync(research.PersonId, Manager))!.Milestones, m => Assert.Equal("Dr Ada Byron", m.Owner));
    }

    [Fact]
    public async Task ThesisNotThereAtTheExpectedEnd_IsACaseByTheCalendarAlone()
    {
        await SuperviseAsync();
        await NightAsync();
        Assert.Empty(await CasesAsync(InterventionKind.Research));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(900));
        await NightAsync();
        Assert.Equal(["The review of progress was due by 1 Apr 2025 and is not on the record", "The thesis was due by 30 Sep 2026 and is not on the record"], (await CasesAsync(InterventionKind.Research)).OrderBy(c => c.Summary, StringComparer.Ordinal).Select(c => c.Summary));
    }

    [Fact]
    public async Task MilestoneThatWasNotPassed_IsACase_UntilAnotherOutcomeStands()
    {
        await ReachAsync("ResearchMilestoneRecorded", "Progression", "2024-05-20", "Not passed");
        Assert.Equal(("The review of progress of 20 May 2024: Not passed", "Research Degrees"), Assert.Single(await CasesAsync(InterventionKind.Research)) is var held ? (held.Summary, held.Owner) : default);
        await ReachAsync("ResearchMilestoneRecorded", "Progression", "2024-05-20", "Passed", 2);
        Assert.Equal(InterventionState.Closed, Assert.Single(await CasesAsync(InterventionKind.Research)).State);
    }

    [Fact]
    public async Task Viva_WaitsForABoard_OnTheSecretarysList_WithTheDayByWhichItDecides()
    {
        await ReachAsync("ThesisSubmitted", "ThesisSubmitted", "2024-03-10", null);
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", "Passed");
        var secretary = TestRegistry.Caller(Role.ExamBoardSecretary);
        var row = Assert.Single((await scene.Registry.Get<VivaQueries>().ListAsync(new TableQuery(), secretary)).Rows);
        Assert.Equal((number, "PHD-CS", "Passed", new DateOnly(2024, 6, 17)), (row.StudentNumber, row.Programme, row.Outcome, row.DecideBy));
        Assert.Equal(["/award-boards/vivas?f.last=later"], await VivasAsync(secretary));
        Assert.Empty(await VivasAsync(TestRegistry.Caller(Role.BoardChair)));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(["/award-boards/vivas?f.last=past"], await VivasAsync(secretary));
    }

    [Theory]
    [InlineData("Passed", 1)]
    [InlineData("Pass with minor corrections", 0)]
    public async Task VivaOfASponsoredStudent_PassedBeforeTheExpectedEnd_IsReportedWithItsTenWorkingDays(string outcome, int reports)
    {
        var version = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == research.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(research.Id, version, true, scene.Registry.As(Role.RegistryManager))).Refusals);
        await ReachAsync("ThesisSubmitted", "ThesisSubmitted", "2024-03-10", null);
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", outcome);
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", outcome, 2);
        var told = await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported");
        Assert.Equal(reports, told.Count);
        Assert.All(told, m => Assert.Equal(("EarlyCompletion", "2024-05-20"), (Fields.Of(m, "circumstance"), Fields.Of(m, "eventDate"))));
        Assert.Equal(Enumerable.Repeat(("Early completion from 20 May 2024: the report is due", (DateOnly?)new DateOnly(2024, 6, 17)), reports), (await CasesAsync(InterventionKind.Sponsor)).Select(c => (c.Summary, c.DueOn)));
    }

    [Fact]
    [RefusedAtSend("F051")]
    public async Task EarlyCompletion_ThatTheVivaNoLongerSaysWhenItShouldGo_IsNotReported_AndItsCaseIsTakenBack()
    {
        var version = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == research.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(research.Id, version, true, scene.Registry.As(Role.RegistryManager))).Refusals);
        await ReachAsync("ThesisSubmitted", "ThesisSubmitted", "2024-03-10", null);
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", "Passed");
        await ReachAsync("VivaOutcomeRecorded", "Viva", "2024-05-20", "Pass with minor corrections", 2);
        await Hub.DrainAsync("UKVI");
        var told = Assert.Single(await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported"));
        Assert.Equal((OutboxState.Withdrawn, EarlyCompletionGate.NotPassed), (told.State, told.LastError));
        Assert.Equal(InterventionState.Withdrawn, Assert.Single(await CasesAsync(InterventionKind.Sponsor)).State);
    }

    private async Task<List<InterventionRow>> CasesAsync(InterventionKind kind) => [.. (await scene.Registry.Get<SupportQueries>().OfPersonAsync(research.PersonId, Manager))!.Interventions.Where(i => i.Kind == kind)];

    private Task SuperviseAsync(string staff = "S0042", string role = "Supervisor") => Hub.SaidAsync("F034", "SupervisorAssigned", staff, Relation(staff, role, null));

    private Task EndAsync(string staff, string role, string to) => Hub.SaidAsync("F034", "SupervisorEnded", staff, Relation(staff, role, to), 2);

    private object Relation(string staff, string role, string? to) => new { student = Who, staff, staffName = "Dr Ada Byron", role, from = "2023-10-01", to };

    private Task ReachAsync(string type, string milestone, string on, string? outcome, long version = 1) => Hub.SaidAsync("F038", type, milestone, new { student = Who, milestone, on, outcome }, version);

    private async Task<IEnumerable<string>> VivasAsync(Caller caller)
    {
        List<WaitingWork> work = [];
        foreach (var source in scene.Registry.Services.GetServices<IWorkSource>())
        {
            work.AddRange(await source.WaitingAsync(caller, default));
        }

        return work.Where(w => w.Count > 0 && w.Address.StartsWith("/award-boards/vivas", StringComparison.Ordinal)).Select(w => w.Address);
    }

    private async Task NightAsync()
    {
        await scene.Registry.Get<JobService>().RequestAsync<ResearchWatchJob>(new { }, null, scene.Registry.As(Role.IntegrationOperator), default);
        while (await scene.Registry.Services.GetRequiredService<JobRunner>().RunNextAsync(default))
        {
        }
    }
}
