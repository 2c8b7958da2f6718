using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Enrolment;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Sponsorship;

/// <summary>F052 through the hub's door: a grant lets an enrolment go on, a late grant does not undo a curtailment.</summary>
public sealed class PermissionFlowTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();
    private readonly EnrolmentScene scene;

    private readonly RecordAsked record;

    public PermissionFlowTests() => (scene, record) = (new(registry), new(registry));

    public Task InitializeAsync() => registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    [ChangesTheRecord("F052")]
    public async Task AGrant_EnrolsWhoWaitedForIt_AndACurtailment_PlacesAHoldThatALateGrantDoesNotLift()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        await registry.Get<EngagementService>().SponsorAsync(engagement.Id, (await scene.NowAsync(engagement)).Version, true, registry.As(EnrolmentScene.Olga));

        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "CasAssigned", "2023-08-01", 1));
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(engagement.PersonId)).Status);
        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "VisaGranted", "2023-09-01", 2, "2023-09-01", "2027-01-31"));
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(engagement.PersonId)).Status);

        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "LeaveCurtailed", "2024-05-01", 3, "2023-09-01", "2024-07-31"));
        Assert.Equal(InboxState.Stale, await SendAsync(engagement, "VisaGranted", "2023-09-02", 4, "2023-09-01", "2027-01-31"));
        var task = Assert.Single((await record.SupportAsync(engagement.PersonId)).Interventions);
        Assert.Equal((InterventionKind.Sponsor, "The leave is cut short to 31 Jul 2024, decided on 1 May 2024", ContactPoints.ReportBy(UkTime.Day(registry.Clock.Now))), (task.Kind, task.Summary, task.DueOn!.Value));
        Assert.Contains("cut short to 31 Jul 2024", Assert.Single(await registry.Get<EnrolmentQueries>().HoldsAsync(engagement.PersonId, TestRegistry.Caller(Role.RegistryManager)), h => h is { Source: "Compliance", IsOpen: true }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGrantWithoutItsDays_IsQuarantined() =>
        Assert.Equal(InboxState.Quarantined, await SendAsync(await scene.EngagementAsync(enrolled: false), "VisaGranted", "2023-09-01", 1));

    [Fact]
    public async Task WhatWasSaidBefore_OpensNothingTwice_AndALaterWord_HoldsAgain()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await SendAsync(engagement, "LeaveCurtailed", "2024-05-01", 1, "2023-09-01", "2024-07-31");
        var hold = await registry.ReadAsync(db => db.Set<Hold>().SingleAsync(h => h.Source == "Compliance"));
        Assert.Empty((await registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, registry.As(Role.SponsorshipOfficer))).Refusals);
        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "LeaveCurtailed", "2024-05-01", 2, "2023-09-01", "2024-07-31"));
        Assert.Equal((0, 1), await StandingAsync());

        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "LeaveCurtailed", "2024-05-20", 3, "2023-09-01", "2024-06-30"));
        Assert.Equal((1, 2), await StandingAsync());
    }

    /// <summary>By keyboard as by message.</summary>
    [Theory]
    [InlineData(PermissionState.Refused, "The visa was refused")]
    [InlineData(PermissionState.Curtailed, "The leave is cut short to 31 Jul 2024")]
    public async Task KeyedRefusalOrCurtailment_PlacesTheHold_AndOpensTheDatedCase(PermissionState state, string reason)
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var keyed = new RecordPermission { PersonId = engagement.PersonId, CasNumber = "E4G1", State = state, ValidFrom = new DateOnly(2023, 9, 1), ValidUntil = new DateOnly(2024, 7, 31), DecidedOn = new DateOnly(2024, 5, 1) };
        Assert.Equal(["CAS_TOO_LONG", "DECIDED_AHEAD"], (await KeyAsync(keyed with { CasNumber = new string('E', 41), DecidedOn = new DateOnly(2099, 1, 1) })).Refusals.Select(r => r.Code));
        Assert.Equal((0, 0), await StandingAsync());
        Assert.Empty((await KeyAsync(keyed)).Refusals);
        Assert.Empty((await KeyAsync(keyed)).Refusals);

        Assert.Equal((1, 1), await StandingAsync());
        var hold = await registry.ReadAsync(db => db.Set<Hold>().SingleAsync(h => h.Source == "Compliance"));
        Assert.Equal((reason, Blocks.Enrolment | Blocks.Registration), (hold.Reason, hold.Blocks));
        var manager = TestRegistry.Caller(Role.RegistryManager);
        var task = Assert.Single((await registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("last", "later"), manager)).Rows);
        Assert.Equal((InterventionKind.Sponsor, engagement.PersonId), (task.Kind, task.PersonId));
        registry.Clock.Advance(TimeSpan.FromDays(21));
        Assert.Single((await registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("last", "past"), manager)).Rows);
        Assert.Empty((await registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("last", "later"), manager)).Rows);
    }

    private Task<Outcome> KeyAsync(RecordPermission keyed) => registry.Get<SponsorshipService>().RecordAsync(keyed, registry.As(Role.SponsorshipOfficer));

    /// <summary>Open holds of Compliance, and cases.</summary>
    private Task<(int Holds, int Cases)> StandingAsync() =>
        registry.ReadAsync(async db => (await db.Set<Hold>().CountAsync(h => h.Source == "Compliance" && h.ReleasedOn == null), await db.Set<Intervention>().CountAsync(i => i.Kind == InterventionKind.Sponsor)));

    private async Task<InboxState> SendAsync(Engagement engagement, string type, string decidedOn, int version, string? from = null, string? until = null)
    {
        var number = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync());
        var text = Message($"ukvi-{number}-{version}", type, $"E4G{number}/{version}", new { student = new { system = "SIS", id = number }, cas = $"E4G{number}", decidedOn, validFrom = from, validUntil = until }, version);
        return (await registry.Get<HubDoor>().SubmitAsync("F052", "UKVI", [text], "http", null, default))[0].State ?? InboxState.Accepted;
    }
}
