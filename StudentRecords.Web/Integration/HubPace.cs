using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration;

/// <summary>How fast one sender may come: requests in a second, and batches at once.</summary>
public sealed class HubPace(IConfiguration configuration) : IRateLimiterPolicy<string>
{
    public const string Policy = "Hub";

    private readonly int perSecond = configuration.GetValue("Hub:RequestsPerSecond", 600);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static async (context, _) =>
    {
        var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers.RetryAfter = after.ToString(CultureInfo.InvariantCulture);
        await HubProblem.Of(context.HttpContext, 429, "TOO_FAST", "More requests in a second than are taken from one sender; use batches.").ExecuteAsync(context.HttpContext);
    };

    /// <summary>By address as well as by key or token, so that nobody can use up another's pace by naming its key.</summary>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter(
        $"{httpContext.Connection.RemoteIpAddress}|{BearerRequest.Token(httpContext.Request) ?? httpContext.Request.Headers[WebhookSignature.KeyHeader].ToString()}",
        _ => new TokenBucketRateLimiterOptions { TokenLimit = perSecond, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 });
}
