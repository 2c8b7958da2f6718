namespace StudentRecords.Web.Integration.Simulator;

/// <summary>How a term is played.</summary>
internal sealed record TermSetting
{
    /// <summary>The same number plays the same term.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Stands in every key of this run, so that a second run is not taken for a repeat.</summary>
    public required string Mark { get; init; }

    /// <summary>How many people come new.</summary>
    public int Newcomers { get; init; } = 24;

    /// <summary>How many of those who are enrolled things happen to.</summary>
    public int Students { get; init; } = 60;

    /// <summary>Files go through the drop folders; otherwise what would be a file is a batch.</summary>
    public bool Files { get; init; } = true;

    /// <summary>How long a stage may take until everything is where it belongs.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Lets time go by between two looks.</summary>
    public Func<CancellationToken, Task> Pause { get; init; } = ct => Task.Delay(250, ct);

    /// <summary>Where the receiver listens; 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Messages that get lost, to show that the figures find it.</summary>
    public Losses Losses { get; init; } = new(null, null);
}

/// <summary>Loses the first message of one flow at one system.</summary>
internal sealed class Losses(string? system, string? flow)
{
    private int lost;

    public bool Takes(string of, string which) => of == system && which == flow && Interlocked.Exchange(ref lost, 1) == 0;
}
