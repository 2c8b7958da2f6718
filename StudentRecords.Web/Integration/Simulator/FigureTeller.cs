using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>What the record found when it held one system's figure of one flow against its own.</summary>
/// <param name="IsOut">What the record sent; otherwise what it was sent.</param>
/// <param name="Ours">Messages that the record has.</param>
/// <param name="Theirs">Messages that the system told.</param>
internal sealed record Compared(string System, string Flow, bool IsOut, int Ours, int Theirs, int Drift, string State);

/// <summary>Tells each system's figure of each operated flow through the hub's reconciliation door, at whichever end of the flow the system stands.</summary>
internal sealed class FigureTeller(HubLine line, string mark, DateOnly from, DateOnly to)
{
    public async Task<IReadOnlyList<Compared>> TellAsync(IReadOnlyDictionary<string, FarSide> sides, IReadOnlyList<Flow> operated, CancellationToken ct)
    {
        List<Compared> found = [];
        foreach (var flow in operated)
        {
            if (flow.Direction is FlowDirection.Out or FlowDirection.Observed && sides.TryGetValue(flow.To, out var receiver))
            {
                found.Add(await TellAsync(receiver, flow, isOut: true, ct));
            }

            if (flow.Direction is FlowDirection.In or FlowDirection.Observed && sides.TryGetValue(flow.From, out var sender))
            {
                found.Add(await TellAsync(sender, flow, isOut: false, ct));
            }
        }

        return found;
    }

    private async Task<Compared> TellAsync(FarSide side, Flow flow, bool isOut, CancellationToken ct)
    {
        var reply = await line.TellFigureAsync(side, flow, Figure(side, flow, isOut), ct);
        if (reply.Status != 200)
        {
            side.Amiss.Enqueue($"The figure of {flow.Code} was answered with {reply.Status} {reply.Word("code")} {reply.Word("detail")}");
            return new Compared(side.System, flow.Code, isOut, 0, 0, 1, "Unanswered");
        }

        var drift = reply.Body.GetProperty("drift").EnumerateObject().Sum(d => d.Value.GetInt32());
        var state = reply.Word("state")!;
        return new Compared(side.System, flow.Code, isOut, reply.Body.GetProperty("ourCount").GetInt32(), reply.Body.GetProperty("theirCount").GetInt32(), state == nameof(ReconciliationState.Same) ? 0 : Math.Max(1, drift), state);
    }

    private PartnerFigure Figure(FarSide side, Flow flow, bool isOut)
    {
        var (book, before) = (isOut ? side.Held : side.Sent, side.Before.GetValueOrDefault($"{flow.Code}/{(isOut ? "out" : "in")}") ?? []);
        var figure = new PartnerFigure { Id = $"{mark}-{side.System}-{flow.Code}-{(isOut ? "out" : "in")}", From = from, To = to };
        var items = book.Items(flow.Code, new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        // a way without keys: the number of messages is all that the system can tell
        return book.Unnamed(flow.Code) > 0
            ? figure with { Groups = [new PartnerGroup(Grouping.All, before.Count + items.Count + book.Unnamed(flow.Code))] }
            : figure with { Items = [.. items.Concat(before.Where(b => !items.Any(i => i.Key == b.Key && i.Version == b.Version)))] };
    }
}
