using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.AsOf;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Late enrolment: in effect from the day on which it began, known from the day on which it was entered; the fee is whole, the roster and the site follow, and a deadline that has passed is set aside by a person only.</summary>
public sealed class LateEnrolmentTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;
    private Engagement engagement = null!;
    private ModuleOccurrence run = null!;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("AM", "VLE", "IAM");
        record = new RecordAsked(scene.Registry);
        await new FeeScene(scene.Registry).ProgrammeAsync();
        engagement = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(p => p.Named("Late", "Lena")), scene.Hub.Programme, enrolled: false, numhus: "L-1");
        run = await scene.Registry.Given.OccurrenceAsync("BBB-2023J");
        await scene.Registry.SaveAsync(db =>
        {
            db.Attach(run);
            run.OpenBetween(null, new DateOnly(2023, 10, 20));
        });
    }

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EnrolmentEnteredInJune_CountsFromOctober_AndIsKnownFromJune()
    {
        var before = scene.Registry.Clock.Now.AddMinutes(-1);
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);

        var autumn = new DateOnly(2023, 11, 1);
        Assert.Equal(EngagementStatus.Enrolled, await StatusAsync(autumn, scene.Registry.Clock.Now));
        Assert.Null(await StatusAsync(autumn, before));
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await record.ChargedAsync(engagement.PersonId, "2023/24"));
        var joined = await scene.LastAsync("F021", "PersonJoined");
        Assert.Equal("2023-10-01", Fields.Of(joined, "from"));
        await scene.Hub.DrainAsync("IAM");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F021", "PersonJoined")).State);
    }

    [Fact]
    public async Task ModuleWhoseDeadlineHasPassed_IsRefusedToThePortal_AndAllowedByAManagerWithAReason()
    {
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        var asked = await scene.Hub.SayAsync("F011", "ModuleSelectionSubmitted", "P-1", new { student = new { system = "SIS", id = engagement.Person.StudentNumber }, occurrences = new[] { run.Key }, requestedOn = "2024-06-03" });
        Assert.Equal((InboxState.Refused, "DEADLINE_PASSED"), (asked.State!.Value, Assert.Single(asked.Faults).Code));
        Assert.Empty(await record.ModulesAsync(engagement.PersonId));

        var move = new MoveModules { EngagementId = engagement.Id, Wanted = [run.Id], SetsRulesAside = true };
        Assert.Contains("NOT_PERMITTED", (await scene.Registry.Get<RegistrationService>().MoveAsync(move, scene.Registry.As(Role.RegistryOfficer))).Refusals.Select(r => r.Code));
        await scene.MoveAsync(engagement, [run.Id], []);
        Assert.Equal(RegistrationStatus.Registered, (await record.ModuleAsync(engagement.PersonId, run.Key)).Status);
        foreach (var (flow, type, to) in ((string, string, string)[])[("F014", "RosterDelta", "AM"), ("F015", "CourseMembershipGranted", "VLE")])
        {
            await scene.Hub.DrainAsync(to);
            Assert.Equal((run.Key, OutboxState.Delivered), await scene.LastAsync(flow, type) is var told ? (Fields.Of(told, "moduleRun"), told.State) : default);
        }
    }

    private async Task<EngagementStatus?> StatusAsync(DateOnly on, DateTimeOffset known)
    {
        var held = (await scene.Registry.Get<AsOfQueries>().OfAsync(engagement.PersonId, on, known, TestRegistry.Caller(Role.RegistryManager)))!.Engagements;
        return held.Count == 0 ? null : held[0].Status;
    }
}
