using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>A current mark with everything that was done with it so far. Marks without a score, marks carried over from an earlier registration and those of students who withdrew are not moderated.</summary>
public sealed record MarkInModeration
{
    public required long MarkId { get; init; }

    public required long PersonId { get; init; }

    public required long RegistrationId { get; init; }

    public required long ComponentId { get; init; }

    /// <summary>By which it is spoken of; empty while no board has gathered its candidates.</summary>
    public required string CandidateNumber { get; init; }

    public required int Attempt { get; init; }

    /// <summary>As it came.</summary>
    public required decimal Score { get; init; }

    /// <summary>Code of the system, or name of who entered it.</summary>
    public required string Source { get; init; }

    /// <summary>A board has ratified the result.</summary>
    public bool IsLocked { get; init; }

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<ModerationEntry> Entries { get; init; } = [];

    public MarkState State => IsLocked ? MarkState.AgreedByBoard : Entries.Count == 0 ? MarkState.Entered : Entries[^1].State;

    /// <summary>The sample that it was drawn into or is covered by; null before one.</summary>
    public long? RoundId => Entries.LastOrDefault(e => e.RoundId is not null)?.RoundId;

    public bool IsSampled => Drawn is not null;

    /// <summary>How it came into the sample.</summary>
    public ModerationEntry? Drawn => Entries.LastOrDefault(e => e.Act == ModerationAct.Drawn);

    public ModerationEntry? SecondMark => Entries.LastOrDefault(e => e.Act == ModerationAct.SecondMarked);

    /// <summary>The newest agreed mark. One that is older than the second mark no longer settles the difference, and still counts.</summary>
    public ModerationEntry? Agreed => Entries.LastOrDefault(e => e.Act == ModerationAct.Agreed);

    /// <summary>What counts: the agreed mark where there is one.</summary>
    public decimal Standing => Agreed?.Score ?? Score;

    /// <summary>Second mark less first; null without a second mark.</summary>
    public decimal? Difference => SecondMark?.Score - Score;

    /// <summary>Whether the two marks are apart by more than is allowed and nobody has agreed on one since.</summary>
    public bool IsApart(decimal tolerance) => Difference is { } apart && Math.Abs(apart) > tolerance && (Agreed is null || Agreed.Number < SecondMark!.Number);

    public bool IsEnteredBy(Caller caller) => Entries.FirstOrDefault(e => e.Act == ModerationAct.Entered) is { } entered ? entered.IsBy(caller) : Source == caller.Name;

    /// <summary>Whether this person second marked it, agreed on it or closed its moderation.</summary>
    public bool IsModeratedBy(Caller caller) => Entries.Any(e => e.Act is ModerationAct.SecondMarked or ModerationAct.Agreed or ModerationAct.Moderated && e.IsBy(caller));
}
