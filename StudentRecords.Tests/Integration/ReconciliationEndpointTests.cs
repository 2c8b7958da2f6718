using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

public sealed class ReconciliationEndpointTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Sender_TellsWhatItSent_AndHearsWhatItShallSendAgain()
    {
        var ucas = await HubSender.OfAsync(site, "UCAS");
        await ucas.PostAsync("F045", Applicant("u1"));
        var day = $"{site.Clock.Now.UtcDateTime:yyyy-MM-dd}";
        var figure = new { id = "f1", from = day, to = day, items = new[] { new { key = "u1/1", version = 1, sha256 = HashTotal.OfText(Encoding.UTF8.GetBytes(Applicant("u1"))) }, new { key = "u2/1", version = 1, sha256 = new string('0', 64) } } };
        var answer = await Json(await TellAsync(ucas, "f045", figure), HttpStatusCode.OK);
        Assert.Equal(("Drift", "u2/1"), (answer.GetProperty("state").GetString(), answer.GetProperty("sendAgain")[0].GetProperty("key").GetString()));
        Assert.Equal(JsonValueKind.String, answer.GetProperty("run").ValueKind);
        Assert.True((await Json(await TellAsync(ucas, "F045", figure), HttpStatusCode.OK)).GetProperty("repeated").GetBoolean());
        Assert.Equal(1, await site.ReadAsync(db => db.Set<ReconciliationRun>().CountAsync()));

        var ours = await Json(await ucas.AskAsync($"/hub/v1/reconciliation/F045?from={day}&to={day}"), HttpStatusCode.OK);
        Assert.Equal((1, $"{day}"[..4]), (ours.GetProperty("count").GetInt32(), ours.GetProperty("from").GetString()![..4]));
        Assert.DoesNotContain("Achebe", ours.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlowOfAnother_IsRefused_AndSoIsWhatIsNotSignedOrNoFigure()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await TellAsync(vle, "F045", new { }), 403, "NOT_YOURS");
        await Problem(await vle.AskAsync("/hub/v1/reconciliation/F012?from=2024-01-01&to=2024-01-02"), 403, "NOT_YOURS");
        await Problem(await TellAsync(vle, "F999", new { }), 404, "UNKNOWN_FLOW");
        var problem = await Problem(await TellAsync(vle, "F016", new { }), 400, "FIGURE_UNREADABLE");
        Assert.Equal("/id", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        await Problem(await vle.SendAsync(HttpMethod.Post, "/hub/v1/reconciliation/F016", "{}"u8.ToArray(), "application/json", r => r.Headers.Remove("webhook-signature")), 401, "NOT_SIGNED");
        Assert.Equal(0, await site.ReadAsync(db => db.Set<ReconciliationRun>().CountAsync()));
    }

    private static Task<HttpResponseMessage> TellAsync(HubSender sender, string flow, object figure) =>
        sender.SendAsync(HttpMethod.Post, $"/hub/v1/reconciliation/{flow}", JsonSerializer.SerializeToUtf8Bytes(figure), "application/json");
}
