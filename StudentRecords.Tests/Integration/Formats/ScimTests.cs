using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>F021 to Identity by SCIM 2.0, against a service that checks every request.</summary>
public sealed class ScimTests : IAsyncLifetime
{
    private const string Token = "token-of-the-tests-0001";
    private readonly ScimService service = new(Token);
    private readonly TestRegistry registry;
    private int told;

    public ScimTests() => registry = new TestRegistry(s => s.AddHttpClient(HttpChannel.Client).ConfigurePrimaryHttpMessageHandler(() => service), new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "iam.example" });

    public async Task InitializeAsync() => Assert.Empty((await SetAsync("IAM", Token)).Refusals);

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Access_FollowsTheWord_AndARepeatIsTheSameUser()
    {
        await TellAsync("AccessEligibilityChanged", new { student = "S1", standing = "Graduate" });
        Assert.Equal("There is no such user, and none is made for this.", (await LastAsync()).Receipt);
        await TellAsync("PersonMoved", new { person = "S1", familyName = "Achebe", givenNames = "Ngozi", knownAs = (string?)null });
        await TellAsync("PersonMoved", new { person = "S1", familyName = "O\"Neil \\ Ö", givenNames = "Ngozi", knownAs = "Goz" });
        Assert.Equal((OutboxState.Delivered, "SCIM user u1"), ((await LastAsync()).State, (await LastAsync()).Receipt));
        var user = Assert.Single(service.Users.Values);
        Assert.Equal(("S1", "S1", "O\"Neil \\ Ö", "Goz O\"Neil \\ Ö", "true"), (user["externalId"]!.ToString(), user["userName"]!.ToString(), user["name"]!["familyName"]!.ToString(), user["displayName"]!.ToString(), user["active"]!.ToString()));

        await TellAsync("AccessEligibilityChanged", new { person = "S1", access = "limited" });
        Assert.Equal("limited", service.Users["u1"]["userType"]!.ToString());
        Assert.Empty(service.Faults);
        Assert.Equal(["GET /scim/v2/Users", "GET /scim/v2/Users", "POST /scim/v2/Users", "GET /scim/v2/Users", "PATCH /scim/v2/Users/u1", "GET /scim/v2/Users", "PATCH /scim/v2/Users/u1"], service.Asked);
    }

    [Fact]
    public async Task WhoeverLeft_IsNoLongerActive_AndIsAgainWhenTheyJoinAgain()
    {
        Assert.Equal(SendFault.None, (await SendAsync("PersonJoined", new { person = "S1", familyName = "Achebe", givenNames = "Ngozi", affiliation = "student" })).Fault);
        Assert.Equal("SCIM user u1", (await SendAsync("PersonLeft", new { person = "S1", isAlum = false })).Told);
        Assert.Equal("false", service.Users["u1"]["active"]!.ToString());
        await SendAsync("PersonJoined", new { person = "S1", familyName = "Achebe", givenNames = "Ngozi", affiliation = "student" });
        Assert.Equal("true", service.Users["u1"]["active"]!.ToString());
        Assert.Empty(service.Faults);
    }

    [Fact]
    public async Task HoldsAndPermissions_ChangeNothingOfTheUser()
    {
        await SendAsync("PersonJoined", new { person = "S1", familyName = "Achebe", givenNames = "Ngozi", affiliation = "student" });
        await SendAsync("AccessEligibilityChanged", new { person = "S1", access = "limited" });
        var before = service.Users["u1"].ToJsonString();
        Assert.Equal(SendFault.None, (await SendAsync("AccessEligibilityChanged", new { person = "S1", stops = new[] { "enrolment" }, effectiveOn = "2024-05-01", version = 1 })).Fault);
        Assert.Equal(SendFault.None, (await SendAsync("AccessEligibilityChanged", new { person = "S1", mayStudyFrom = (string?)null, mayStudyUntil = (string?)null, effectiveOn = "2024-05-01", version = 1 })).Fault);
        Assert.Equal(before, service.Users["u1"].ToJsonString());
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Conflict, false)]
    public async Task Refusal_IsTheMessagesOrTheServices(HttpStatusCode status, bool isTheServices)
    {
        service.Instead = r => r.Method == HttpMethod.Post ? new HttpResponseMessage(status) : null;
        Assert.Equal(isTheServices ? SendFault.Destination : SendFault.Message, (await SendAsync("PersonJoined", new { person = "S1", familyName = "Achebe", givenNames = "Ngozi" })).Fault);
    }

    [Fact]
    public async Task Answer_ThatIsNoJson_IsTheServicesFault()
    {
        service.Instead = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") };
        Assert.Equal(SendFault.Destination, (await SendAsync("PersonLeft", new { person = "S1" })).Fault);
    }

    [Fact]
    public async Task Channel_NeedsATokenOfItsOwn_AndAChangeAsksForAnother()
    {
        Assert.Empty((await SetAsync("IAM", null)).Refusals);
        Assert.Equal(["TOKEN_UNREADABLE"], (await SetAsync("IAM", "short")).Refusals.Select(r => r.Code));
        var web = await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "IAM", Kind = ChannelKind.Http, Address = "https://iam.example/in" }, registry.As(Role.IntegrationOperator), default);
        Assert.NotNull(web.Value!.Secret);
        Assert.Equal(["TOKEN_UNREADABLE"], (await SetAsync("IAM", null)).Refusals.Select(r => r.Code));
        await Assert.ThrowsAnyAsync<Exception>(() => registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "IAM", Kind = ChannelKind.Scim }, registry.As(Role.RegistryOfficer), default));
    }

    private Task<Outcome<NewChannel>> SetAsync(string system, string? token) => registry.Get<PartnerService>().ConfigureChannelAsync(
        new ConfigureChannel { System = system, Kind = ChannelKind.Scim, Address = "https://iam.example/scim/v2/", Secret = token }, registry.As(Role.IntegrationOperator), default);

    private OutboxMessage Message(string type, object body) => new("F021", "IAM", type, $"k{++told}", "S1", JsonSerializer.Serialize(body, JsonSerializerOptions.Web), null, registry.Clock.Now, null, "c1");

    /// <summary>By way of the outbox.</summary>
    private async Task TellAsync(string type, object body)
    {
        await registry.SaveAsync(db => db.Add(Message(type, body)));
        await registry.Get<OutboxDispatcher>().PassAsync("IAM", default);
    }

    private Task<OutboxMessage> LastAsync() => registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().OrderByDescending(m => m.Sequence).FirstAsync());

    /// <summary>By the channel alone, past the gates.</summary>
    private async Task<SendResult> SendAsync(string type, object body) =>
        await registry.Services.GetServices<IOutboundChannel>().Single(c => c.Kind == ChannelKind.Scim).SendAsync(await registry.ReadAsync(db => db.Set<PartnerChannel>().AsNoTracking().SingleAsync()), Message(type, body), default);
}
