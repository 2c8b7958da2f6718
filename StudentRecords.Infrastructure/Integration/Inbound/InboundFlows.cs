using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>Every inbound message kind that the record applies: flow and type to the class that knows it.</summary>
public sealed class InboundFlows
{
    private readonly Dictionary<(string Flow, string Type), Func<IInboundFlow>> makers = [];
    private readonly List<IInboundFlow> all = [];

    public InboundFlows(IEnumerable<Func<IInboundFlow>> flows)
    {
        foreach (var make in flows)
        {
            var flow = make();
            all.Add(flow);
            foreach (var type in flow.Types)
            {
                makers.Add((flow.Flow, type), make);
            }
        }
    }

    /// <summary>One of each, for lists and documentation.</summary>
    public IReadOnlyList<IInboundFlow> All => all;

    /// <summary>A fresh instance for one slice; null when the type is unknown.</summary>
    public IInboundFlow? Make(string flow, string type) => makers.GetValueOrDefault((flow, type))?.Invoke();

    /// <summary>Whether the flow's messages hold codes, keys and days only.</summary>
    public bool TakesNoNarrative(string flow) => all.Exists(f => f.Flow == flow && f.TakesNoNarrative);

    /// <summary>Whether one instance serves both.</summary>
    public bool SameKind(InboxMessage one, InboxMessage other) => one.Type == other.Type || makers[(one.Flow, one.Type)] == makers[(other.Flow, other.Type)];

    public IEnumerable<string> TypesOf(string flow) => makers.Keys.Where(k => k.Flow == flow).Select(k => k.Type);
}
