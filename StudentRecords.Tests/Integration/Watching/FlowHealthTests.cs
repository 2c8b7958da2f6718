using System.Net;
using System.Text.Json;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Watching;

public sealed class FlowHealthTests : IDisposable
{
    private readonly TestSite site = new(new Dictionary<string, string?> { ["Telemetry:Otlp"] = "http://127.0.0.1:9" });

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Flows_ThatKeepTheirPromise_AreHealthy_AndOneThatIsStuckIsNamedFirst()
    {
        var client = site.CreateClient();
        var (status, flows) = await AskAsync(client, "/health/flows");
        Assert.Equal((HttpStatusCode.OK, 69), (status, flows.Count));

        var vle = await HubSender.OfAsync(site, "VLE");
        using var refused = await vle.PostAsync("F016", Mark("u1", 101m));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        // what was read is good for ten seconds
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/flows")).Status);
        site.Clock.Advance(TimeSpan.FromSeconds(11));

        (status, flows) = await AskAsync(client, "/health/flows");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "F016", "Stuck"), (status, flows[0].Flow, flows[0].Standing));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(client, "/health/flows/f016")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/flows/F010")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/health/flows/F054", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task HoldOfFinance_ThatStandsOnTheLadderBeyondItsPromise_IsSlow_And503()
    {
        using var broken = new TestSite(null, s => FailingFlow.Put(s, "FinancialHoldPlaced", new PassingFault()));
        var (client, finance) = (broken.CreateClient(), await HubSender.OfAsync(broken, "FIN"));
        using var taken = await finance.PostAsync("F010", HoldPlaced("u1"));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/health/flows/F010")).Status);

        broken.Clock.Advance(TimeSpan.FromMinutes(6));
        var (status, flows) = await AskAsync(client, "/health/flows");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ("F010", "Slow")), (status, flows[0]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(client, "/health/flows/F010")).Status);
    }

    private static async Task<(HttpStatusCode Status, List<(string Flow, string Standing)>)> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return (answer.StatusCode, [.. json.RootElement.EnumerateObject().Select(f => (f.Name, f.Value.GetString()!))]);
    }
}
