namespace StudentRecords.Domain.Integration;

/// <summary>How this institution has one system of the reference model. Without a row it is operated, under the model's name.</summary>
public sealed class LocalSystem : IVersioned
{
    private LocalSystem() { }

    public LocalSystem(string system) => System = system;

    public long Id { get; private set; } = RecordId.Next();

    public string System { get; private set; } = "";

    /// <summary>Whether the institution has such a system at all.</summary>
    public bool IsOperated { get; private set; } = true;

    /// <summary>Name of the product that stands for it here.</summary>
    public string? Product { get; private set; }

    /// <summary>Who answers for it here.</summary>
    public string? Owner { get; private set; }

    public long Version { get; private set; }

    public void Set(bool isOperated, string? product, string? owner) => (IsOperated, Product, Owner) = (isOperated, product, owner);
}

/// <summary>How this institution has one flow. What is null is as the model has it; without a row all is.</summary>
public sealed class LocalFlow : IVersioned
{
    private LocalFlow() { }

    public LocalFlow(string flow) => Flow = flow;

    public long Id { get; private set; } = RecordId.Next();

    public string Flow { get; private set; } = "";

    public bool IsOperated { get; private set; } = true;

    public string? Owner { get; private set; }

    /// <summary>How soon and how often it is promised here.</summary>
    public string? Cadence { get; private set; }

    /// <summary>By which way it travels here.</summary>
    public string? Channel { get; private set; }

    public long Version { get; private set; }

    /// <summary>The flow of the portal's views, whose contract says whether cancelled teaching is shown.</summary>
    public const string PortalFlow = "F012";

    /// <summary>Of the portal's flow: a cancelled teaching event is taken out of timetables and calendars. False, as the model has it: it stays in them, marked.</summary>
    public bool HidesCancelled { get; private set; }

    /// <summary>Why nothing of it is applied or sent for the time being; what comes is kept, what goes waits. Null when it runs.</summary>
    public string? PausedBecause { get; private set; }

    public void Pause(string because) => PausedBecause = because;

    public void Resume() => PausedBecause = null;

    public void Set(bool isOperated, string? owner, string? cadence, string? channel) => (IsOperated, Owner, Cadence, Channel) = (isOperated, owner, cadence, channel);

    public void Hide(bool cancelled) => HidesCancelled = cancelled;
}
