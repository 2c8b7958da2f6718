using StudentRecords.Infrastructure.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Variation;

namespace StudentRecords.Web.Integration;

/// <summary>Where a system that is to move to a newer version of a contract sends in it what it sends in the older one too: compared, never applied.</summary>
internal static class TrialEndpoints
{
    public static void MapTrials(this IEndpointRouteBuilder hub) =>
        hub.MapPost("/flows/{flow}/trials", TakeAsync).WithMetadata(new HubBody(32 << 20, "application/x-ndjson"));

    private static async Task<IResult> TakeAsync(string flow, HttpContext context, TrialDoor door, FlowSwitch switches, CancellationToken ct)
    {
        var sender = Sender.Of(context);
        flow = flow.ToUpperInvariant();
        if ((await switches.RefusesAsync(flow, sender.System, ct) ?? door.Refuses(flow)) is { } refusal)
        {
            return HubProblem.Because(context, refusal, flow);
        }

        var lines = sender.Text.TrimEnd('\n', '\r').Split('\n');
        return lines.Length > HubAnswer.LongestBatch
            ? HubProblem.Of(context, 413, HubProblem.TooLarge, $"{lines.Length} lines came; {HubAnswer.LongestBatch} are taken at once.", flow)
            : Results.Json(TrialAnswer.Of(flow, await door.SubmitAsync(flow, sender.System, lines, HubEndpoints.Channel, ct)));
    }
}

/// <summary>What a parallel run came to: its counts, and a line for each message that does not say the same.</summary>
public sealed record TrialAnswer(string Flow, int Lines, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<TrialAnswerLine> NotSame)
{
    public static TrialAnswer Of(string flow, IReadOnlyList<TrialLine> told) => new(
        flow,
        told.Count,
        told.GroupBy(t => t.Outcome).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString(), g => g.Count()),
        [.. told.Where(t => t.Outcome != Domain.Integration.Switching.TrialOutcome.Same).Select(t => new TrialAnswerLine(t.Line, t.MessageId, t.Outcome.ToString(), t.Findings))]);
}

/// <param name="Findings">Fields that differ, or what of the contract is not met.</param>
public sealed record TrialAnswerLine(int Line, string? MessageId, string Outcome, string Findings);
