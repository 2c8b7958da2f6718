using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Integration.Simulator;
using StudentRecords.Web.Verbs;

namespace StudentRecords.Tests.Integration.Simulator;

/// <summary>A term of the partner simulator over the doors of a whole registry. Files and jobs are left out, for speed: the verb plays them.</summary>
public sealed class SimulatedTermTests : IDisposable
{
    private readonly TestSite site = new(new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "127.0.0.1", ["Hub:DropFolder"] = RunFolder.NewFolder() });
    private readonly List<string> said = [];

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Term_WhereNothingIsLost_EndsWithoutDrift()
    {
        var result = await PlayAsync(new Losses(null, null));
        Assert.True(result.IsSound, string.Join(Environment.NewLine, result.Lines()));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(31, result.Sides.Count);
        var (sent, received) = (result.Sides.Where(s => s.Sent.Count > 0).Select(s => s.System).ToList(), result.Sides.Where(s => s.Held.Count > 0).Select(s => s.System).ToList());
        Assert.Superset(new HashSet<string> { "AI", "AM", "CM", "CRM", "EWP", "EXAMS", "IAM", "OIV", "TTB", "UCAS", "VLE", "WELL" }, sent.ToHashSet());
        Assert.Superset(new HashSet<string> { "AM", "CRM", "EWP", "EXAMS", "HR", "IAM", "LIB", "OIV", "PAY", "TTB", "UCAS", "UKVI", "VLE", "WELL" }, received.ToHashSet());
        Assert.All(result.Compared, c => Assert.Equal(nameof(ReconciliationState.Same), c.State));
        Assert.Equal(0, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Quarantined || m.State == InboxState.Parked)));
        Assert.Contains(result.Lines(), l => l == "No drift on any operated flow.");
    }

    [Theory]
    [InlineData("VLE", "F015", nameof(DriftKind.MissingThere))]
    [InlineData("IAM", "F021", nameof(DriftKind.GroupDiffers))]
    [InlineData("CM", "F001", nameof(DriftKind.UnknownHere))]
    public async Task Term_InWhichOneMessageIsLost_EndsWithDriftOfItsFlowAlone(string system, string flow, string kind)
    {
        var result = await PlayAsync(new Losses(system, flow));
        Assert.Equal(1, result.ExitCode);
        var drift = Assert.Single(result.Compared, c => c.Drift > 0);
        Assert.Equal((system, flow, 1), (drift.System, drift.Flow, drift.Drift));
        Assert.Equal(kind, (await site.ReadAsync(db => db.Set<DriftItem>().SingleAsync())).Kind.ToString());
        Assert.Contains(result.Lines(), l => l.StartsWith($"Drift of {flow} at {system}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_ThatIsNotUnderstood_EndsWithTwoAndChangesNothing()
    {
        foreach (var typed in (string[])["now", "--seed one", "--preset huge", "--setup", "--registry http://127.0.0.1:1 --database a.db", "--registry http://127.0.0.1:1 --setup", "--registry nowhere --database a.db --setup"])
        {
            Assert.Equal(2, await VerbTable.RunAsync(site.Services, ["partners", .. typed.Split(' ')]));
        }

        Assert.Equal(0, await site.ReadAsync(db => db.Set<PartnerChannel>().CountAsync()));
    }

    private async Task<TermResult> PlayAsync(Losses losses)
    {
        var given = site.Registry.Given;
        var programme = await given.ProgrammeAsync();
        await site.Registry.Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD-UG"), site.Registry.AsSystem());
        for (var i = 0; i < 8; i++)
        {
            await given.EngagementAsync(await given.PersonAsync(), programme);
        }

        var setting = new TermSetting { Mark = "T0603090000", Newcomers = 8, Students = 8, Files = false, Patience = TimeSpan.FromSeconds(20), Losses = losses, Pause = LetTimeGoByAsync };
        using var scope = site.Services.CreateScope();
        using var client = site.CreateClient();
        return await new SimulatedTerm(scope.ServiceProvider, client, setting, said.Add).PlayAsync(default);
    }

    /// <summary>The clock moves on and whatever is due leaves, so that no test waits for a pump.</summary>
    private async Task LetTimeGoByAsync(CancellationToken ct)
    {
        site.Clock.Advance(TimeSpan.FromSeconds(6));
        foreach (var destination in await site.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Unsent).Select(m => m.Destination).Distinct().ToListAsync(ct)))
        {
            while (await site.Get<OutboxDispatcher>().PassAsync(destination, ct) > 0)
            {
            }
        }
    }
}
