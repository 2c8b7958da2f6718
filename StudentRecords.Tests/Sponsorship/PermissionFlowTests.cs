using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Enrolment;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Sponsorship;

/// <summary>F052 through the hub's door: a grant lets an enrolment go on, a late grant does not undo a curtailment.</summary>
public sealed class PermissionFlowTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();
    private readonly EnrolmentScene scene;

    public PermissionFlowTests() => scene = new(registry);

    public Task InitializeAsync() => registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task AGrant_EnrolsWhoWaitedForIt_AndACurtailment_PlacesAHoldThatALateGrantDoesNotLift()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        await registry.Get<EngagementService>().SponsorAsync(engagement.Id, (await scene.NowAsync(engagement)).Version, true, registry.As(EnrolmentScene.Olga));

        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "CasAssigned", "2023-08-01", 1));
        Assert.Equal(EngagementStatus.Expected, (await scene.NowAsync(engagement)).Status);
        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "VisaGranted", "2023-09-01", 2, "2023-09-01", "2027-01-31"));
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);

        Assert.Equal(InboxState.Applied, await SendAsync(engagement, "LeaveCurtailed", "2024-05-01", 3, "2023-09-01", "2024-07-31"));
        Assert.Equal(InboxState.Stale, await SendAsync(engagement, "VisaGranted", "2023-09-02", 4, "2023-09-01", "2027-01-31"));
        Assert.Contains("cut short to 31 Jul 2024", (await registry.ReadAsync(db => db.Set<Hold>().SingleAsync(h => h.Source == "Compliance"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGrantWithoutItsDays_IsQuarantined() =>
        Assert.Equal(InboxState.Quarantined, await SendAsync(await scene.EngagementAsync(enrolled: false), "VisaGranted", "2023-09-01", 1));

    private async Task<InboxState> SendAsync(Engagement engagement, string type, string decidedOn, int version, string? from = null, string? until = null)
    {
        var number = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync());
        var text = Message($"ukvi-{number}-{version}", type, $"E4G{number}/{version}", new { student = new { system = "SIS", id = number }, cas = $"E4G{number}", decidedOn, validFrom = from, validUntil = until }, version);
        return (await registry.Get<HubDoor>().SubmitAsync("F052", "UKVI", [text], "http", null, default))[0].State ?? InboxState.Accepted;
    }
}
