namespace StudentRecords.Infrastructure.Demo;

/// <summary>How large the demo institution is. The content of each student is the same in every preset.</summary>
/// <param name="Name">As asked for in the job's arguments.</param>
/// <param name="Share">Share of the full intake; each intake has two students at least.</param>
public sealed record DemoPreset(string Name, decimal Share)
{
    /// <summary>About 1,500 students.</summary>
    public static readonly DemoPreset Institution = new("institution", 1m);

    /// <summary>About 70 students, for tests: every scene, in seconds.</summary>
    public static readonly DemoPreset Small = new("small", 0.04m);

    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static DemoPreset Find(string name) => name switch
    {
        "institution" => Institution,
        "small" => Small,
        _ => throw new ArgumentException($"There is no demo preset '{name}'; there are institution and small.", nameof(name)),
    };

    internal int Of(int full) => Math.Max(2, (int)Math.Round(full * Share, MidpointRounding.AwayFromZero));
}
