using StudentRecords.Domain;
using StudentRecords.Infrastructure.Integration.Reconciling;

namespace StudentRecords.Web.Integration;

/// <summary>Where other systems tell what they hold of a flow, and ask what the record has: signed as everything else at the hub.</summary>
public static class ReconciliationEndpoints
{
    public static void MapReconciliation(this IEndpointRouteBuilder hub)
    {
        hub.MapPost("/reconciliation/{flow}", TakeAsync).WithMetadata(new HubBody(32 << 20, "application/json"));
        hub.MapGet("/reconciliation/{flow}", FigureAsync);
    }

    private static async Task<IResult> TakeAsync(string flow, HttpContext context, ReconciliationDoor door, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        return ReconciliationDoor.Refuses(flow, sender.System) is { } refusal
            ? HubProblem.Because(context, refusal, flow)
            : Answer(context, flow, await door.TakeAsync(flow, sender.System, sender.Text, HubEndpoints.Channel, ct));
    }

    private static async Task<IResult> FigureAsync(string flow, DateOnly from, DateOnly to, HttpContext context, ReconciliationDoor door, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        return ReconciliationDoor.Refuses(flow, sender.System) is { } refusal
            ? HubProblem.Because(context, refusal, flow)
            : Answer(context, flow, await door.FigureAsync(flow, sender.System, from, to, ct));
    }

    private static IResult Answer<T>(HttpContext context, string flow, Outcome<T> outcome) => outcome.Succeeded
        ? Results.Json(outcome.Value)
        : HubProblem.Of(context, outcome.Refusals[0].Code == "CONFLICT" ? 422 : 400, outcome.Refusals[0].Code, string.Join(" ", outcome.Refusals.Select(r => r.Sentence)), flow, outcome.Refusals);
}
