using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Integration;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Signing;

/// <summary>Whoever fails to show who it is, with a new name each time, is stopped by its address; who is known there goes through.</summary>
public sealed class FailedSignInTests : IDisposable
{
    private const int Allowed = 20;
    private readonly Asked asked = new();
    private readonly TestSite site;

    public FailedSignInTests() => site = new TestSite(new Dictionary<string, string?> { ["Hub:FailedSignInsPerMinute"] = $"{Allowed}" }, s => s.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(asked)));

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task KeysThatAreMadeUp_AreRefusedEarly_WhenTheFailuresOfTheAddressAreUsedUp()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await UseUpAsync(vle);
        var before = asked.Count;
        for (var i = 0; i < 30; i++)
        {
            using var answer = await UnknownAsync(vle, $"vle_late{i}");
            Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", TimeSpan.FromSeconds(3)), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.RetryAfter!.Delta));
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(FailedSignIns.Code, problem.RootElement.GetProperty("code").GetString());
        }

        // which keys there are was read once
        Assert.InRange(asked.Count - before, 0, 1);
        site.Clock.Advance(TimeSpan.FromSeconds(60));
        using var later = await UnknownAsync(vle, "vle_later");
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Fact]
    public async Task PartnerBehindTheSameAddress_IsTaken_AlsoWithAKeyThatIsNew_UntilItFailsItself()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await UseUpAsync(vle);
        using var taken = await vle.PostAsync("F016", Mark("u1", 50m));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        var another = await HubSender.OfAsync(site, "VLE");
        using var too = await another.PostAsync("F016", Mark("u2", 50m));
        Assert.Equal(HttpStatusCode.Accepted, too.StatusCode);

        using var spoilt = await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", Encoding.UTF8.GetBytes(Mark("u3", 50m)), "application/json", r => r.Content = new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.TooManyRequests, spoilt.StatusCode);
        using var again = await vle.PostAsync("F016", Mark("u3", 50m));
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task Tokens_AreFetchedByWhoIsKnown_AndNotByNamesThatAreMadeUp()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        for (var i = 0; i < Allowed; i++)
        {
            using var failed = await TokenAsync($"vle_{i}", "wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, failed.StatusCode);
        }

        using var barred = await TokenAsync("vle_more", "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, barred.StatusCode);
        using var granted = await TokenAsync(vle.Key.KeyId, vle.Key.Secret);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    private async Task UseUpAsync(HubSender sender)
    {
        for (var i = 0; i < Allowed; i++)
        {
            using var answer = await UnknownAsync(sender, $"vle_{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> UnknownAsync(HubSender sender, string key) => sender.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", Encoding.UTF8.GetBytes(Mark("u1", 50m)), "application/json", r =>
    {
        r.Headers.Remove(WebhookSignature.KeyHeader);
        r.Headers.Add(WebhookSignature.KeyHeader, key);
    });

    private Task<HttpResponseMessage> TokenAsync(string key, string secret) => site.CreateClient().PostAsync(new Uri(TokenEndpoint.Path, UriKind.Relative),
        new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = key, ["client_secret"] = secret }));

    /// <summary>How often the store was asked for keys.</summary>
    private sealed class Asked : DbCommandInterceptor
    {
        private int count;

        public int Count => count;

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("PartnerCredential", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref count);
            }

            return new(result);
        }
    }
}
