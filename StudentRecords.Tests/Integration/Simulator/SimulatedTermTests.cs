using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Integration.Simulator;
using StudentRecords.Web.Verbs;

namespace StudentRecords.Tests.Integration.Simulator;

/// <summary>A term of the partner simulator over the doors of a whole registry. Files and jobs are left out, for speed: the verb plays them.</summary>
public sealed class SimulatedTermTests : IDisposable
{
    private static readonly HashSet<string> Played = ["CM", "CMS", "CRM", "EWP", "IAM", "OIV", "UCAS", "UKVI", "VLE"];

    private readonly TestSite site = new(new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "127.0.0.1", ["Hub:DropFolder"] = RunFolder.NewFolder(), ["Logging:LogLevel:Default"] = "Warning" });
    private readonly List<string> said = [];

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Term_WhereNothingIsLost_EndsWithoutDrift()
    {
        var before = new PartnerFigure { Id = "before", From = site.Clock.Today, To = site.Clock.Today, Items = [new PartnerItem("nobody-sent-this", 1)] };
        await site.Get<ReconciliationDoor>().TakeAsync("F006", "CRM", JsonSerializer.Serialize(before, JsonSerializerOptions.Web), "http", default);
        var result = await PlayAsync(new Losses());
        Assert.True(result.IsSound, string.Join(Environment.NewLine, result.Lines()));
        Assert.Equal(0, result.ExitCode);
        Assert.All(result.Sides, s => Assert.True(s.Held.Count > 0 || s.System is "CM" or "CMS", s.System));
        Assert.All(result.Sides, s => Assert.True(s.Sent.Count > 0 && s.Accepted > 0, s.System));
        Assert.True(result.Sides.Sum(s => s.Quarantined) > 0 && result.Sides.Sum(s => s.RefusedAsMeant) > 0);
        Assert.All(result.Compared, c => Assert.Equal(nameof(ReconciliationState.Same), c.State));
        Assert.Equal(0, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Quarantined || m.State == InboxState.Parked)));
        Assert.Equal(ReconciliationState.Settled, (await site.ReadAsync(db => db.Set<ReconciliationRun>().SingleAsync(r => r.State != ReconciliationState.Same))).State);
        Assert.True(await site.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Delivered && m.Attempts > 1)), "Nothing was refused and sent again");
        var accounts = await site.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F021" && m.Type == "PersonJoined").Select(m => m.Receipt!).ToListAsync());
        Assert.NotEmpty(accounts);
        Assert.All(accounts, r => Assert.Matches("^SCIM user u[0-9]+$", r));
        Assert.Contains(result.Lines(), l => l == "No drift on any operated flow.");
    }

    [Fact]
    public async Task Term_InWhichMessagesAreLost_EndsWithDriftOfTheirFlowsAlone()
    {
        var result = await PlayAsync(new Losses(("VLE", "F015"), ("IAM", "F021"), ("EWP", "F011")));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal([("EWP", "F011", 1), ("VLE", "F015", 1), ("IAM", "F021", 1)], result.Compared.Where(c => c.Drift > 0).Select(c => (c.System, c.Flow, c.Drift)));
        var kinds = await site.ReadAsync(db => (from d in db.Set<DriftItem>() join r in db.Set<ReconciliationRun>() on d.RunId equals r.Id orderby r.Flow select d.Kind).ToListAsync());
        Assert.Equal([DriftKind.UnknownHere, DriftKind.MissingThere, DriftKind.GroupDiffers], kinds);
        Assert.Contains(result.Lines(), l => l.StartsWith("Drift of F015 at VLE", StringComparison.Ordinal));
    }

    [Fact]
    public void Term_InWhichAnOperatedFlowComparedNothing_IsNotSound()
    {
        var result = new TermResult([], [new("FIN", "F009", true, 0, 0, 0, "Same"), new("FIN", "F010", false, 3, 3, 0, "Same")], new Dictionary<string, int>());
        Assert.True(result.IsSound);
        Assert.Equal(0, (result with { ToCompare = ["F010"] }).ExitCode);
        var still = result with { ToCompare = ["F009", "F010", "F047"] };
        Assert.Equal(1, still.ExitCode);
        Assert.Equal(["F009", "F047"], still.Still);
        Assert.Contains(still.Lines(), l => l.EndsWith("Nothing to compare on F009, F047.", StringComparison.Ordinal));
        Assert.Equal("The term did not end as it should.", still.Lines().Last());
    }

    [Fact]
    public async Task Command_ThatIsNotUnderstood_EndsWithTwoAndChangesNothing()
    {
        foreach (var typed in (string[])["now", "--seed one", "--patience little", "--preset huge", "--setup", "--registry http://127.0.0.1:1 --database a.db", "--registry http://127.0.0.1:1 --setup", "--registry nowhere --database a.db --setup"])
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
        for (var i = 0; i < 4; i++)
        {
            await given.EngagementAsync(await given.PersonAsync(), programme);
        }

        var setting = new TermSetting { Mark = "T0603090000", Systems = Played, Newcomers = 5, Students = 4, Files = false, Patience = TimeSpan.FromMinutes(5), Losses = losses, Pause = LetTimeGoByAsync };
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
