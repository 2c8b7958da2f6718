using System.Net;
using System.Text;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

/// <summary>Contracts are read by systems that hold a key; who of the people may read them is in the table of rights.</summary>
public sealed class ContractEndpointTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task ASystemWithAKey_ReadsContractsAndTheDocument_AndNobodyElseDoes()
    {
        var estates = await HubSender.OfAsync(site, "EST");
        Assert.Equal("SpaceAvailabilityChanged", (await Json(await estates.AskAsync("/hub/v1/contracts/F020/SpaceAvailabilityChanged/2.schema.json"), HttpStatusCode.OK)).GetProperty("title").GetString());
        Assert.True((await Json(await estates.AskAsync("/hub/v1/contracts/F020/SpaceAvailabilityChanged/1.schema.json"), HttpStatusCode.OK)).GetProperty("deprecated").GetBoolean());
        Assert.Equal("3.1.1", (await Json(await estates.AskAsync("/hub/v1/contracts/openapi.json"), HttpStatusCode.OK)).GetProperty("openapi").GetString());
        await Problem(await estates.AskAsync("/hub/v1/contracts/F020/SpaceAvailabilityChanged/3.schema.json"), 404, "NO_SUCH_CONTRACT");
        using var visitor = site.CreateClient();
        await Problem(await visitor.GetAsync(new Uri("/hub/v1/contracts/openapi.json", UriKind.Relative)), 401, "NOT_SIGNED");
    }

    [Fact]
    public async Task IdempotencyKey_MustNameTheMessage()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var body = Encoding.UTF8.GetBytes(Messages.Mark("u1", 50m));
        await Problem(await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", body, "application/json", r => r.Headers.Add("Idempotency-Key", "\"another\"")), 400, "IDEMPOTENCY_KEY");
        await Json(await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", body, "application/json", r => r.Headers.Add("Idempotency-Key", $"\"vle-u1-{Messages.Assessment}-1\"")), HttpStatusCode.Accepted);
    }
}
