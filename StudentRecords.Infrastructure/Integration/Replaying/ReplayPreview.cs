namespace StudentRecords.Infrastructure.Integration.Replaying;

/// <summary>What a replay would do, before anybody confirms it.</summary>
public sealed record ReplayPreview
{
    /// <summary>One a flow and system.</summary>
    public required IReadOnlyList<ReplayLine> Lines { get; init; }

    /// <summary>How many would move.</summary>
    public int Moves => Lines.Sum(l => l.Moves);

    /// <summary>How many the choice speaks of and that stay as they are.</summary>
    public int Stays => Lines.Sum(l => l.Stays);
}

/// <summary>One flow and system of a preview.</summary>
/// <param name="System">Who gets them, or from whom they came.</param>
/// <param name="Moves">Sent or tried again.</param>
/// <param name="Stays">Spoken of, but waiting already, withdrawn, set aside, applied, in conflict or disposed of.</param>
/// <param name="IsOperated">Whether a channel to the receiver is operated; otherwise they would stay queued. True for what came in.</param>
public sealed record ReplayLine(string Flow, string System, int Moves, int Stays, bool IsOperated);
