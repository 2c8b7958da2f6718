using System.Text.Json;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Misconduct;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Who hears who looks after a student, and that somebody is asked to act: not of somebody who has left before it went.</summary>
public sealed class CareTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("CRIS", "RP", "WELL", "AI");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F037", "SupervisionLinked", "CRIS")]
    [InlineData("F039", "SupervisorAssignmentShared", "RP")]
    public async Task Supervision_IsToldWithJustTheseFields_AndNotOfAStudentWhoHasLeft(string flow, string type, string to)
    {
        await scene.Hub.SaidAsync("F034", "SupervisorAssigned", "s", Relation(null));
        Assert.Equal(["student", "staff", "role", "from", "to", "version"], Fields.Of(await scene.LastAsync(flow, type)));
        await LeaveAsync();
        await scene.Hub.SaidAsync("F034", "SupervisorEnded", "s", Relation("2024-05-01"), 2);
        await scene.Hub.DrainAsync(to);
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync(flow, type)).Select(m => m.State));
    }

    [Fact]
    public async Task ResearcherProfile_IsSeededWithJustTheseFields_AndNotOfAStudentWhoHasLeft()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        var told = await scene.LastAsync("F037", "ResearcherProfileSeeded");
        Assert.Equal(["student", "familyName", "givenNames", "email"], Fields.Of(told));
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("CRIS");
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F037", "ResearcherProfileSeeded")).State);
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F037", "ResearchStudentLeft")).State);
    }

    [Fact]
    public async Task Intervention_IsToldToWellbeingWithoutItsGrounds_AndNotOfAStudentWhoHasLeft()
    {
        await scene.Hub.SaidAsync("F028", "AtRiskFlagRaised", "RF-1", new { student = scene.Hub.Who, model = "retention-3", flag = "RF-1", scoredOn = "2024-02-09", band = "High", factors = new[] { "attendance" } });
        var told = await scene.LastAsync("F053", "AcademicIndicatorsUpdated");
        Assert.Equal(["student", "kind", "openedOn"], Fields.Of(told));
        Assert.DoesNotContain("attendance", told.Body, StringComparison.Ordinal);
        await LeaveAsync();
        await scene.Hub.DrainAsync("WELL");
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F053", "AcademicIndicatorsUpdated")).State);
    }

    [Fact]
    public async Task StatusOfAStudentWithAnOpenCase_IsToldToAcademicIntegrity_AndNotOnceTheFindingIsMade()
    {
        var service = scene.Registry.Get<MisconductService>();
        await service.ShareContextAsync(new ShareContext { PersonId = scene.Hub.Student.Id, Case = "AI-1", AsOf = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.AcademicIntegrityOfficer));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        var told = await scene.Hub.ToldAsync("F070");
        Assert.Equal(2, told.Count);
        Assert.Equal(Fields.Of(told[0]), Fields.Of(told[1]));
        using (var body = JsonDocument.Parse(told[1].Body))
        {
            Assert.Equal("Interrupted", body.RootElement.GetProperty("enrolments")[0].GetProperty("status").GetString());
        }

        await scene.Hub.SaidAsync("F069", "MisconductOutcomeConfirmed", "AI-1", new { student = scene.Hub.Who, @case = "AI-1", finding = "NotProven", decidedOn = "2024-05-20", penalties = Array.Empty<object>() });
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        Assert.Equal(2, (await scene.Hub.ToldAsync("F070")).Count);
    }

    [Fact]
    public async Task Context_IsGivenForAnOpenCase_AndRefusedOnceItIsClosed()
    {
        var service = scene.Registry.Get<MisconductService>();
        var asked = new ShareContext { PersonId = scene.Hub.Student.Id, Case = "AI-1", AsOf = new DateOnly(2024, 2, 1) };
        Assert.Empty((await service.ShareContextAsync(asked, scene.Registry.As(Role.AcademicIntegrityOfficer))).Refusals);
        await scene.Hub.SaidAsync("F069", "MisconductCaseClosed", "AI-1", new { student = scene.Hub.Who, @case = "AI-1", finding = "NotProven", decidedOn = "2024-05-20", penalties = Array.Empty<object>() });
        Assert.Equal("CASE_CLOSED", (await service.ShareContextAsync(asked with { AsOf = new DateOnly(2024, 6, 1) }, scene.Registry.As(Role.AcademicIntegrityOfficer))).Refusals.Single().Code);
        Assert.Single(await scene.Hub.ToldAsync("F070"));
    }

    private Task LeaveAsync() => scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");

    private object Relation(string? to) => new { student = scene.Hub.Who, staff = "S0042", staffName = "Dr Ada Byron", role = "Supervisor", from = "2023-10-01", to };
}
