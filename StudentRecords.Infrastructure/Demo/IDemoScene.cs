namespace StudentRecords.Infrastructure.Demo;

/// <summary>
/// A part of the demo institution's record, with a promise of what there will be to see. Played again after a kill it goes on
/// where it stopped and doubles nothing.
/// </summary>
internal interface IDemoScene
{
    string Name { get; }

    /// <summary>About how many parts in a hundred of the whole play it takes.</summary>
    int Length { get; }

    Task PlayAsync(DemoPlay play, CancellationToken ct);
}

/// <summary>One playing of a scene: how large, and whom to tell how far it is.</summary>
/// <param name="Preset">How large the institution is to be.</param>
/// <param name="TellAsync">Told a share from 0 to 1 and a sentence.</param>
internal sealed record DemoPlay(DemoPreset Preset, Func<double, string, Task> TellAsync);
