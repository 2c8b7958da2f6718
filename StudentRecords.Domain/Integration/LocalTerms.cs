namespace StudentRecords.Domain.Integration;

/// <summary>How the flows are operated here, beside how the reference model has them.</summary>
public sealed class LocalTerms(IEnumerable<LocalSystem> systems, IEnumerable<LocalFlow> flows)
{
    public const string NotOperated = "NOT_OPERATED";

    private readonly Dictionary<string, LocalSystem> systems = systems.ToDictionary(s => s.System);
    private readonly Dictionary<string, LocalFlow> flows = flows.ToDictionary(f => f.Flow);

    /// <summary>Null while nothing was set.</summary>
    public LocalSystem? Of(string system) => systems.GetValueOrDefault(system);

    /// <summary>Null while nothing was set.</summary>
    public LocalFlow? Of(Flow flow) => flows.GetValueOrDefault(flow.Code);

    /// <summary>Name of a system as it is known here.</summary>
    public string NameOf(string system) => Of(system)?.Product ?? SystemCatalogue.Names[system];

    public string OwnerOf(Flow flow) => Of(flow)?.Owner ?? flow.Owner;

    public string CadenceOf(Flow flow) => Of(flow)?.Cadence ?? flow.Promise;

    public string ChannelOf(Flow flow) => Of(flow)?.Channel ?? flow.Channel;

    /// <summary>Whether a cancelled teaching event is taken out of timetables and calendars.</summary>
    public bool HidesCancelled(Flow flow) => Of(flow)?.HidesCancelled == true;

    /// <summary>Why a person stopped the flow for the time being; null when nobody did.</summary>
    public string? PausedOf(Flow flow) => Of(flow)?.PausedBecause;

    /// <summary>Null when the flow runs here; otherwise why it does not.</summary>
    public Refusal? Refuses(Flow flow)
    {
        var absent = new[] { flow.From, flow.To }.FirstOrDefault(s => Of(s) is { IsOperated: false });
        return absent is not null ? new Refusal(NotOperated, $"{flow.Code} is not operated here: the institution has no {SystemCatalogue.Names[absent]} ({absent}).", "Local variation")
            : Of(flow) is { IsOperated: false } ? new Refusal(NotOperated, $"{flow.Code} is not operated here.", "Local variation")
            : null;
    }

    /// <summary>Codes of the flows that do not run here.</summary>
    public IReadOnlyList<string> Resting => [.. FlowCatalogue.All.Where(f => Refuses(f) is not null).Select(f => f.Code)];

    /// <summary>In what the flow is not as the model has it.</summary>
    public IEnumerable<string> Gaps(Flow flow)
    {
        if (Refuses(flow) is not null)
        {
            yield return "not operated";
            yield break;
        }

        foreach (var (word, here) in new[] { ("owner", Of(flow)?.Owner), ("cadence", Of(flow)?.Cadence), ("channel", Of(flow)?.Channel) })
        {
            if (here is not null)
            {
                yield return $"another {word}";
            }
        }

        if (HidesCancelled(flow))
        {
            yield return "cancelled teaching hidden";
        }
    }
}
