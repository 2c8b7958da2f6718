using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;

namespace StudentRecords.Web.Hosting;

/// <summary>Whether flows keep what they promise, for whoever watches them by machine: codes and standings, nothing of a message. Asked often, read at most every ten seconds.</summary>
internal sealed class FlowHealth(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private static readonly Caller Watch = Caller.System("HEALTH");

    private readonly SemaphoreSlim reading = new(1);
    private (DateTimeOffset At, IReadOnlyDictionary<string, FlowStanding> Flows)? known;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/flows", async (FlowHealth health, CancellationToken ct) => Answer(await health.ReadAsync(ct))).AllowAnonymous();
        app.MapGet("/health/flows/{flow}", async (string flow, FlowHealth health, CancellationToken ct) => (await health.ReadAsync(ct)).TryGetValue(flow.ToUpperInvariant(), out var standing)
            ? Answer(new Dictionary<string, FlowStanding> { [flow.ToUpperInvariant()] = standing })
            : Results.NotFound()).AllowAnonymous();
    }

    /// <summary>503 when one of them is silent, slow or stuck; those that are come first.</summary>
    private static IResult Answer(IReadOnlyDictionary<string, FlowStanding> flows) => Results.Json(
        flows.OrderByDescending(f => Fails(f.Value)).ThenBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Value.ToString()),
        statusCode: flows.Values.Any(Fails) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);

    private static bool Fails(FlowStanding standing) => standing is FlowStanding.Silent or FlowStanding.Slow or FlowStanding.Stuck;

    private async Task<IReadOnlyDictionary<string, FlowStanding>> ReadAsync(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            if (known is { } held && clock.GetUtcNow() - held.At < Freshness)
            {
                return held.Flows;
            }

            await using var scope = scopes.CreateAsyncScope();
            var flows = (await scope.ServiceProvider.GetRequiredService<FlowQueries>().AllAsync(Watch, ct)).ToDictionary(r => r.Flow.Code, r => r.Standing);
            known = (clock.GetUtcNow(), flows);
            return flows;
        }
        finally
        {
            reading.Release();
        }
    }
}
