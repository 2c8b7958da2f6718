using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F042: whoever a policy waits for is told in the portal (F012) until they acknowledge it (F011), in whatever order its words came.</summary>
public sealed class PolicyNoticeTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("EWP");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task PolicyThatIsToBeAcknowledged_IsToldToItsStudentsOnce_WithJustTheseFields()
    {
        var other = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), await scene.Registry.Given.ProgrammeAsync("MSC-CS"));
        await SayAsync("AcknowledgementRequired", 1, "P", "MSC-CS");
        await RunAsync();
        var told = Assert.Single(await scene.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal(["student", "notice", "policy", "title", "link", "effectiveOn", "version", "text"], Fields.Of(told));
        Assert.Equal(other.PersonId, told.PersonId);

        await AskAllAsync();
        Assert.Single(await scene.ToldAsync("F012", "NotificationIssued"));
        await SayAsync("RegulationChanged", 2, "P", "MSC-CS");
        await RunAsync();
        await scene.DrainAsync("EWP");
        Assert.Equal([("1", OutboxState.Withdrawn), ("2", OutboxState.Delivered)], (await scene.ToldAsync("F012", "NotificationIssued")).Select(m => (Fields.Of(m, "version")!, m.State)));
    }

    [Fact]
    public async Task NoticeOfAPolicyThatWasAcknowledgedFirst_DoesNotGo()
    {
        await SayAsync("AcknowledgementRequired", 1);
        await RunAsync();
        await scene.SaidAsync("F011", "PolicyAcknowledged", "a1", new { student = scene.Who, policy = "P", on = "2024-06-01", version = 1 });
        await scene.DrainAsync("EWP");
        var told = Assert.Single(await scene.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal((OutboxState.Withdrawn, "The policy does not wait for this student's word any more."), (told.State, told.LastError));
        Assert.Equal(1, Assert.Single(await scene.Registry.Get<PolicyQueries>().AllAsync(Registry)).Acknowledged);
    }

    [Fact]
    public async Task StudentWhoEnrolsLater_IsToldByTheNightsRun()
    {
        await SayAsync("AcknowledgementRequired", 1);
        await RunAsync();
        var late = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme);
        await AskAllAsync();
        Assert.Equal([scene.Student.Id, late.PersonId], (await scene.ToldAsync("F012", "NotificationIssued")).Select(m => m.PersonId!.Value));
    }

    [Fact]
    public async Task PolicyForInformationOnly_IsToldToNobody()
    {
        await SayAsync("PolicyPublished", 1);
        await AskAllAsync();
        Assert.Empty(await scene.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F042", "PolicyPublished", "Q", Policy("Q", null, "http://not-safe.example"))).Code);
    }

    /// <summary>Whatever order the words come in, the policy asks as it would in their own order.</summary>
    [Theory]
    [InlineData("PolicyPublished AcknowledgementRequired PolicyPublished", true)]
    [InlineData("AcknowledgementRequired PolicyPublished PolicyWithdrawn RegulationChanged", false)]
    [InlineData("AcknowledgementRequired PolicyWithdrawn AcknowledgementRequired RegulationChanged", true)]
    [InlineData("PolicyPublished PolicyWithdrawn AcknowledgementRequired PolicyWithdrawn", false)]
    public async Task WordsInAnyOrder_AskAlike(string types, bool isAsked)
    {
        var words = types.Split(' ').Select((type, place) => (Type: type, Version: place + 1L)).ToList();
        var orders = Orders([.. words]).ToList();
        for (var order = 0; order < orders.Count; order++)
        {
            foreach (var (type, version) in orders[order])
            {
                await scene.SayAsync("F042", type, $"P{order}", Policy($"P{order}"), version);
            }
        }

        var held = await scene.Registry.Get<PolicyQueries>().AllAsync(Registry);
        Assert.Equal(orders.Count, held.Count);
        Assert.All(held, p => Assert.Equal((isAsked, types.EndsWith("PolicyWithdrawn", StringComparison.Ordinal)), (p.NeedsAcknowledgement, p.IsWithdrawn)));
    }

    private static IEnumerable<(string Type, long Version)[]> Orders((string Type, long Version)[] words) => words.Length <= 1
        ? [words]
        : words.SelectMany((first, place) => Orders([.. words[..place], .. words[(place + 1)..]]).Select(rest => ((string, long)[])[first, .. rest]));

    private Task SayAsync(string type, long version, string policy = "P", string? programme = null) => scene.SaidAsync("F042", type, policy, Policy(policy, programme), version);

    private static object Policy(string policy, string? programme = null, string link = "https://www.example.ac.uk/p") => new { policy, title = "Academic conduct", link, effectiveOn = "2024-06-01", programme };

    private async Task AskAllAsync()
    {
        await scene.Registry.Get<JobService>().RequestAsync<PolicyNoticesJob>(new { }, null, scene.Registry.As(Role.IntegrationOperator), default);
        await RunAsync();
    }

    private async Task RunAsync()
    {
        while (await scene.Registry.Services.GetRequiredService<JobRunner>().RunNextAsync(default))
        {
        }
    }
}
