using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Signing;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

/// <summary>Client credentials beside signatures: a token for a key and its secret, good for ten minutes and for its flows.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly TestSite site = new();
    private readonly HttpClient client;

    public TokenTests() => client = site.CreateClient();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task SystemWithAToken_BringsAMessage_ThatIsAppliedAsASignedOneIs()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var token = await TokenAsync(vle.Key);
        var answer = await Json(await PostAsync("F016", Mark("t1", 61m), token), HttpStatusCode.Accepted);
        Assert.StartsWith("vle-t1", answer.GetProperty("messageId").GetString(), StringComparison.Ordinal);
        Assert.Equal("VLE", await site.ReadAsync(db => db.Set<InboxMessage>().Select(m => m.Source).SingleAsync()));
        await Json(await vle.PostAsync("F016", Mark("t1", 61m)), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_NamesTheFlowsOfItsSystem_AndFewerWhereFewerAreAskedFor()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var all = await Json(await AskAsync(Form(vle.Key)), HttpStatusCode.OK);
        Assert.Equal(FlowScopes.Of("VLE"), all.GetProperty("scope").GetString()!.Split(' '));
        Assert.Equal(("Bearer", 600), (all.GetProperty("token_type").GetString(), all.GetProperty("expires_in").GetInt32()));
        var less = await Json(await AskAsync(Form(vle.Key, "F055")), HttpStatusCode.OK);
        Assert.Equal("F055", less.GetProperty("scope").GetString());
        using var refused = await PostAsync("F016", Mark("t2", 61m), less.GetProperty("access_token").GetString()!);
        await Problem(refused, 403, "NOT_IN_SCOPE");
        Assert.Contains("insufficient_scope", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Empty(await site.ReadAsync(db => db.Set<InboxMessage>().ToListAsync()));
    }

    [Fact]
    public async Task Token_OpensNoFlowThatItsSystemDoesNotSend()
    {
        var fin = await TokenAsync((await HubSender.OfAsync(site, "FIN")).Key);
        await Problem(await PostAsync("F016", Mark("t3", 61m), fin), 403, "NOT_IN_SCOPE");
        // F009 is the system's own, and it receives it
        await Problem(await PostAsync("F009", Mark("t3", 61m), fin), 403, "NOT_INBOUND");
    }

    [Theory]
    [InlineData("grant_type=password", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=vle_none&client_secret=whsec_none", 401, "invalid_client")]
    public async Task Request_ThatIsNoGrant_IsRefusedInTheWordsOfTheStandard(string form, int status, string error)
    {
        var answer = await Json(await AskAsync(new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded")), (HttpStatusCode)status);
        Assert.Equal(error, answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task WrongSecretOrForeignScope_IsRefused_AndBasicIsTakenToo()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        Assert.Equal("invalid_client", (await Json(await AskAsync(Form(vle.Key with { Secret = WebhookSignature.NewSecret() })), HttpStatusCode.Unauthorized)).GetProperty("error").GetString());
        Assert.Equal("invalid_scope", (await Json(await AskAsync(Form(vle.Key, "F010")), HttpStatusCode.BadRequest)).GetProperty("error").GetString());
        Assert.Equal("invalid_request", (await Json(await AskAsync(new StringContent("{}", Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest)).GetProperty("error").GetString());
        using var basic = new HttpRequestMessage(HttpMethod.Post, "/hub/v1/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(vle.Key.KeyId)}:{Uri.EscapeDataString(vle.Key.Secret)}")));
        await Json(await client.SendAsync(basic), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_IsWorthNothing_AfterTenMinutes_OrOnceItsKeyHasEnded_OrWhenItIsChanged()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var token = await TokenAsync(vle.Key);
        await Problem(await PostAsync("F016", Mark("t4", 61m), token[..^2] + (token[^2] == 'A' ? "BB" : "AA")), 401, "NO_TOKEN");
        await Problem(await PostAsync("F016", Mark("t4", 61m), "none"), 401, "NO_TOKEN");
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        using var late = await PostAsync("F016", Mark("t4", 61m), token);
        await Problem(late, 401, "NO_TOKEN");
        Assert.Contains("invalid_token", late.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

        var fresh = await TokenAsync(vle.Key);
        var id = await site.ReadAsync(db => db.Set<PartnerCredential>().Select(c => c.Id).SingleAsync());
        using (var scope = site.Services.CreateScope())
        {
            Assert.True((await scope.ServiceProvider.GetRequiredService<PartnerService>().EndCredentialAsync(id, null, site.As(Role.IntegrationOperator), default)).Succeeded);
        }

        await Problem(await PostAsync("F016", Mark("t4", 61m), fresh), 401, "NO_TOKEN");
        await Json(await AskAsync(Form(vle.Key)), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_AsksForAStudentOfItsFlowAlone()
    {
        var portal = await HubSender.OfAsync(site, "EWP");
        await Problem(await GetAsync("/hub/v1/students/S0000001/grades", await TokenAsync(portal.Key)), 404, "NO_SUCH_STUDENT");
        await Problem(await GetAsync("/hub/v1/students/S0000001/grades", await TokenAsync(portal.Key, "F011")), 403, "NOT_IN_SCOPE");
    }

    private async Task<string> TokenAsync(NewCredential key, string? scope = null) => (await Json(await AskAsync(Form(key, scope)), HttpStatusCode.OK)).GetProperty("access_token").GetString()!;

    private static FormUrlEncodedContent Form(NewCredential key, string? scope = null) =>
        new([new("grant_type", "client_credentials"), new("client_id", key.KeyId), new("client_secret", key.Secret), .. scope is null ? [] : new KeyValuePair<string, string>[] { new("scope", scope) }]);

    private Task<HttpResponseMessage> AskAsync(HttpContent form) => client.PostAsync(new Uri("/hub/v1/token", UriKind.Relative), form);

    private Task<HttpResponseMessage> PostAsync(string flow, string message, string token) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/hub/v1/flows/{flow}/messages") { Content = new StringContent(message, Encoding.UTF8, "application/json") }, token);

    private Task<HttpResponseMessage> GetAsync(string path, string token) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client.SendAsync(request);
    }
}
