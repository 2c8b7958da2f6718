namespace StudentRecords.Web.Integration.Simulator;

/// <summary>How a term is played.</summary>
internal sealed record TermSetting
{
    /// <summary>The same number plays the same term.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Stands in every key of this run, so that a second run is not taken for a repeat.</summary>
    public required string Mark { get; init; }

    /// <summary>Codes of the systems that are played; every one when null.</summary>
    public IReadOnlySet<string>? Systems { get; init; }

    /// <summary>How many people come new.</summary>
    public int Newcomers { get; init; } = 24;

    /// <summary>How many of those who are enrolled things happen to.</summary>
    public int Students { get; init; } = 60;

    /// <summary>Files go through the drop folders; otherwise what would be a file is a batch.</summary>
    public bool Files { get; init; } = true;

    /// <summary>Every system plays, and files and jobs are worked: then something happens on every flow.</summary>
    public bool IsWhole => Systems is null && Files;

    /// <summary>How long a stage may take until everything is where it belongs, and a request until the hub answers.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Lets time go by between two looks.</summary>
    public Func<CancellationToken, Task> Pause { get; init; } = ct => Task.Delay(250, ct);

    /// <summary>Where the receiver listens; 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Messages that get lost, to show that the figures find it.</summary>
    public Losses Losses { get; init; } = new();
}

/// <summary>Loses the first message of a flow at a system: of its own, or of what it is told.</summary>
internal sealed class Losses(params (string System, string Flow)[] planned)
{
    private readonly HashSet<(string System, string Flow)> open = [.. planned];

    public bool Takes(string system, string flow)
    {
        lock (open)
        {
            return open.Remove((system, flow));
        }
    }
}
