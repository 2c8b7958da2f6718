namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>How a system and its flows are operated here.</summary>
public sealed record SetLocalSystem
{
    public required string System { get; init; }

    public required bool IsOperated { get; init; }

    public string? Product { get; init; }

    public string? Owner { get; init; }

    /// <summary>Those of its flows that are set; the others stay as they are.</summary>
    public IReadOnlyList<SetLocalFlow> Flows { get; init; } = [];
}

/// <summary>How one flow is operated here; what is empty is as the model has it.</summary>
/// <param name="HidesCancelled">Of F012: cancelled teaching is taken out of timetables and calendars; null leaves it as it is.</param>
public sealed record SetLocalFlow(string Flow, bool IsOperated, string? Owner, string? Cadence, string? Channel, bool? HidesCancelled = null);
