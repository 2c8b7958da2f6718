using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Sponsorship;

/// <summary>F051 and F052: a case of the sponsor's that comes near its last day is shown to the office, and one that passes it to the registry's manager, once.</summary>
public sealed class SponsorEscalationTests : IAsyncLifetime
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.SponsorshipOfficer);
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private HubScene hub = null!;

    public async Task InitializeAsync()
    {
        hub = await HubScene.MakeAsync("UKVI");
        await hub.SaidAsync("F052", "LeaveCurtailed", "E4G1/1", new { student = hub.Who, cas = "E4G1", decidedOn = "2024-05-30", validFrom = "2023-09-01", validUntil = "2024-07-31" });
    }

    public Task DisposeAsync()
    {
        hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Curtailment_IsTheOfficesCase_AndSoIsAnAlert()
    {
        await hub.SaidAsync("F052", "ComplianceAlertRaised", "AL-1", new { student = hub.Who, alert = "AL-1", raisedOn = "2024-06-03", text = "Evidence of attendance is asked for" });
        Assert.Equal([("Immigration Compliance", new DateOnly(2024, 6, 17)), ("Immigration Compliance", new DateOnly(2024, 6, 17))], (await CasesAsync()).Select(c => (c.Owner, c.DueOn!.Value)));
    }

    [Theory]
    [InlineData("2024-06-12", 0)]
    [InlineData("2024-06-13", 1)]
    [InlineData("2024-06-15", 1)]
    [InlineData("2024-06-17", 1)]
    [InlineData("2024-06-18", 0)]
    public async Task LastDay_IsNear_FromTwoWorkingDaysBefore(string day, int near)
    {
        Go(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(near, await WaitingAsync(Officer, "/interventions?f.last=sponsor"));
        Assert.Equal(near, (await hub.Registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("last", "sponsor"), Officer)).Total);
        Assert.Equal(0, await WaitingAsync(TestRegistry.Caller(Role.ProgrammeAdministrator), "/interventions?f.last=sponsor"));
    }

    [Fact]
    public async Task CaseWhoseLastDayHasPassed_IsEscalatedToTheManager_Once_AndStandsInTheTrail()
    {
        Go(new DateOnly(2024, 6, 17));
        Assert.Equal("No sponsor's case has passed its last day since.", await NightAsync());
        Assert.Equal(0, await WaitingAsync(Manager, "/interventions?f.state=Escalated"));

        Go(new DateOnly(2024, 6, 18));
        Assert.Equal("1 sponsor's cases escalated to the registry's manager.", await NightAsync());
        Assert.Equal(1, await WaitingAsync(Manager, "/interventions?f.state=Escalated"));
        Assert.Equal(0, await WaitingAsync(Officer, "/interventions?f.state=Escalated"));
        Assert.Equal(1, await WaitingAsync(Officer, "/interventions?f.last=past"));

        Go(new DateOnly(2024, 6, 19));
        Assert.Equal("No sponsor's case has passed its last day since.", await NightAsync());
        var taken = Assert.Single(await CasesAsync());
        Assert.Empty((await hub.Registry.Get<InterventionService>().TakeInHandAsync(new ActOnIntervention { Id = taken.Id, Version = taken.Version, Text = "Ruth Amsel" }, hub.Registry.As(Role.SponsorshipOfficer))).Refusals);
        await NightAsync();
        Assert.Equal((InterventionState.Escalated, "Ruth Amsel"), Assert.Single(await CasesAsync()) is var held ? (held.State, held.Owner) : default);
        var line = Assert.Single(await EscalationsAsync());
        Assert.Equal((hub.Student.Id, "The last day of a sponsor's case has passed, and it is not settled"), (line.SubjectId, line.Reason));
    }

    [Fact]
    public async Task ClosedCase_IsNotEscalated_AndAnEscalatedOneThatIsClosedLeavesTheManagersList()
    {
        var taken = Assert.Single(await CasesAsync());
        Go(new DateOnly(2024, 6, 18));
        await NightAsync();
        await CloseAsync(Assert.Single(await CasesAsync()));
        Assert.Equal(0, await WaitingAsync(Manager, "/interventions?f.state=Escalated"));

        await hub.SaidAsync("F052", "ComplianceAlertRaised", "AL-1", new { student = hub.Who, alert = "AL-1", raisedOn = "2024-06-18", text = "Evidence of attendance is asked for" });
        await CloseAsync((await CasesAsync()).Single(c => c.Id != taken.Id));
        Go(new DateOnly(2024, 7, 30));
        await NightAsync();
        Assert.All(await CasesAsync(), c => Assert.Equal(InterventionState.Closed, c.State));
        Assert.Single(await EscalationsAsync());
    }

    [Theory]
    [InlineData(InterventionKind.Sponsor, true)]
    [InlineData(InterventionKind.CasRequest, true)]
    [InlineData(InterventionKind.AtRisk, false)]
    [InlineData(InterventionKind.Research, false)]
    public void OnlyWhatTheLicenceDependsOn_IsEscalated(InterventionKind kind, bool escalates)
    {
        var about = new Intervention(1, "SIS", "k", kind, "what was seen", new DateOnly(2024, 6, 3), new DateOnly(2024, 6, 17));
        Assert.False(about.Escalate(new DateOnly(2024, 6, 17)));
        Assert.Equal(escalates, about.Escalate(new DateOnly(2024, 6, 18)));
        Assert.False(about.Escalate(new DateOnly(2024, 6, 19)));
        Assert.True(about.IsWaiting);
    }

    private void Go(DateOnly day) => hub.Registry.Clock.Now = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero);

    private async Task<IReadOnlyList<InterventionRow>> CasesAsync() => (await hub.Registry.Get<SupportQueries>().OfPersonAsync(hub.Student.Id, Manager))!.Interventions;

    private async Task CloseAsync(InterventionRow row) =>
        Assert.Empty((await hub.Registry.Get<InterventionService>().CloseAsync(new ActOnIntervention { Id = row.Id, Version = row.Version, Text = "Reported, and the Home Office has answered." }, hub.Registry.As(Role.SponsorshipOfficer))).Refusals);

    private Task<List<AuditEntry>> EscalationsAsync() => hub.Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Act == "EscalateCase").ToListAsync());

    private async Task<int> WaitingAsync(Caller caller, string address)
    {
        List<WaitingWork> work = [];
        foreach (var source in hub.Registry.Services.GetServices<IWorkSource>())
        {
            work.AddRange(await source.WaitingAsync(caller, default));
        }

        return work.Where(w => w.Address == address).Sum(w => w.Count);
    }

    private async Task<string?> NightAsync()
    {
        var id = await hub.Registry.Get<JobService>().RequestAsync<EscalateCasesJob>(new { }, null, hub.Registry.As(Role.IntegrationOperator), default);
        while (await hub.Registry.Services.GetRequiredService<JobRunner>().RunNextAsync(default))
        {
        }

        return await hub.Registry.ReadAsync(db => db.Set<Domain.Jobs.JobRequest>().Where(j => j.Id == id).Select(j => j.Result).SingleAsync());
    }
}
