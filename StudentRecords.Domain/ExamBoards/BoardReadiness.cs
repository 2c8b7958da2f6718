using StudentRecords.Domain.Assessment.Moderation;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>One thing that a secretary looks at before the board.</summary>
/// <param name="Code">Stable, upper case.</param>
/// <param name="Sentence">What there is to do, with its number.</param>
/// <param name="State">Whether it is in order, to be known, or in the way of ratification.</param>
public sealed record ReadinessItem(string Code, string Sentence, ReadinessState State);

public enum ReadinessState
{
    InOrder,

    /// <summary>The board may go on, and must know.</summary>
    Look,

    /// <summary>Ratification will be refused while it stands.</summary>
    InTheWay,
}

/// <summary>What the readiness list is drawn from.</summary>
public sealed record ReadinessFacts
{
    public required int Candidates { get; init; }

    /// <summary>Registered on the occurrence and not yet among the candidates.</summary>
    public required int NotYetCandidates { get; init; }

    /// <summary>Candidates who did not withdraw and for whom marks are missing.</summary>
    public required int WithMarksMissing { get; init; }

    /// <summary>Outcomes of circumstances that came after a pack and wait for the formal route; null where that was not asked.</summary>
    public required int? OpenCircumstances { get; init; }

    /// <summary>Penalties for misconduct, and reversals of some, that came after a pack and wait for the formal route.</summary>
    public int LatePenalties { get; init; }

    /// <summary>Marks that wait for moderation or confirmation; null where no policy asks for it.</summary>
    public IReadOnlyList<MarksWaiting>? Waiting { get; init; }

    public required int Undecided { get; init; }

    /// <summary>Newest frozen pack; 0 before the first.</summary>
    public required int PackVersion { get; init; }

    /// <summary>Left for a later sitting.</summary>
    public int Postponed { get; init; }

    /// <summary>How long the external examiners have had the papers.</summary>
    public IReadOnlyList<LeadTime> Clocks { get; init; } = [];

    public required IReadOnlyList<BoardMember> Members { get; init; }

    public required IReadOnlyList<ExaminerConfirmation> Confirmations { get; init; }
}

/// <summary>The readiness list of a board.</summary>
public static class BoardReadiness
{
    public static IReadOnlyList<ReadinessItem> Of(ReadinessFacts facts) =>
    [
        Counted("NO_CANDIDATES", facts.Candidates == 0 ? 1 : 0, "The board has no candidates", $"{facts.Candidates} candidates", ReadinessState.InTheWay),
        Counted("NOT_CANDIDATES", facts.NotYetCandidates, $"{facts.NotYetCandidates} registrations are not yet among the candidates", "Every registration is a candidate", ReadinessState.InTheWay),
        Counted("MARKS_MISSING", facts.WithMarksMissing, $"Marks are missing for {facts.WithMarksMissing} candidates", "No marks are missing", ReadinessState.Look),
        .. Moderation(facts.Waiting),
        .. Circumstances(facts.OpenCircumstances),
        .. Penalties(facts.LatePenalties),
        Counted("UNDECIDED", facts.Undecided, $"{facts.Undecided} candidates are undecided", "Every candidate is decided", ReadinessState.InTheWay),
        .. Postponed(facts.Postponed),
        Counted("NO_CHAIR", facts.Members.Any(m => m.Role == MemberRole.Chair) ? 0 : 1, "No chair has been appointed", "A chair has been appointed", ReadinessState.InTheWay),
        Counted("NO_PACK", facts.PackVersion == 0 ? 1 : 0, "No pack has been frozen", $"Pack {facts.PackVersion} is frozen", ReadinessState.InTheWay),
        .. Examiners(facts),
        .. facts.Clocks.Select(Clock),
    ];

    private static IEnumerable<ReadinessItem> Postponed(int count) =>
        count > 0 ? [new("POSTPONED", $"{count} candidates are left for a later sitting", ReadinessState.Look)] : [];

    private static ReadinessItem Clock(LeadTime clock) => clock switch
    {
        { AccessOn: null } => new("LEAD_TIME", $"{clock.Examiner.Name} must have the papers by {clock.DueOn:d MMM yyyy}", ReadinessState.Look),
        { IsLate: true, IsWaived: true } => new("LEAD_TIME_WAIVED", $"{clock.Examiner.Name} had the papers on {clock.AccessOn:d MMM yyyy}, after {clock.DueOn:d MMM yyyy}; waived: {clock.Examiner.WaiverReason}", ReadinessState.Look),
        { IsLate: true } => new("LATE_ACCESS", $"{clock.Examiner.Name} had the papers on {clock.AccessOn:d MMM yyyy}, and should have had them by {clock.DueOn:d MMM yyyy}", ReadinessState.InTheWay),
        { DueOn: null } => new("LEAD_TIME", $"{clock.Examiner.Name} has had the papers since {clock.AccessOn:d MMM yyyy}; the board has no day to count from", ReadinessState.Look),
        _ => new("LEAD_TIME", $"{clock.Examiner.Name} has had the papers since {clock.AccessOn:d MMM yyyy}, in time for {clock.DueOn:d MMM yyyy}", ReadinessState.InOrder),
    };

    private static IEnumerable<ReadinessItem> Circumstances(int? open) =>
        open is { } count ? [Counted("CIRCUMSTANCES_OPEN", count, $"{count} outcomes of circumstances came after the pack and wait for a decision", "No circumstances are open", ReadinessState.Look)] : [];

    private static IEnumerable<ReadinessItem> Moderation(IReadOnlyList<MarksWaiting>? waiting) => waiting switch
    {
        null => [],
        _ when MarksWaiting.Lacking(waiting).ToList() is { Count: > 0 } lacking => lacking.Select(l => new ReadinessItem(l.Code, l.Sentence, ReadinessState.InTheWay)),
        _ => [new("MODERATED", "Every mark is moderated and confirmed", ReadinessState.InOrder)],
    };

    private static IEnumerable<ReadinessItem> Penalties(int late) =>
        late > 0 ? [new("PENALTIES_LATE", $"{late} misconduct outcomes came after the pack and wait for a decision", ReadinessState.Look)] : [];

    private static IEnumerable<ReadinessItem> Examiners(ReadinessFacts facts)
    {
        var externals = facts.Members.Where(m => m.Role == MemberRole.External).ToList();
        if (externals.Count == 0)
        {
            yield return new("NO_EXAMINER", "No external examiner has been appointed", ReadinessState.InTheWay);
        }

        foreach (var examiner in externals)
        {
            var word = facts.Confirmations.Where(c => c.UserId == examiner.UserId && c.PackVersion == facts.PackVersion).MaxBy(c => c.At);
            yield return word?.Verdict switch
            {
                ExaminerVerdict.Signed => new("EXAMINER_SIGNED", $"{examiner.Name} has confirmed pack {facts.PackVersion}{How(word)}", ReadinessState.InOrder),
                ExaminerVerdict.Qualified => new("EXAMINER_QUALIFIED", $"{examiner.Name} has confirmed pack {facts.PackVersion} with a remark{How(word)}: {word.Comment}", ReadinessState.Look),
                ExaminerVerdict.Refused => new("EXAMINER_REFUSED", $"{examiner.Name} refused pack {facts.PackVersion}{How(word)}: {word.Comment}", ReadinessState.InTheWay),
                _ => new("EXAMINER_NOT_CONFIRMED", $"{examiner.Name} has not confirmed yet", ReadinessState.InTheWay),
            };
        }
    }

    private static string How(ExaminerConfirmation word) => word.Came is { } came ? $", {came}" : "";

    private static ReadinessItem Counted(string code, int count, string when, string otherwise, ReadinessState state) =>
        count > 0 ? new(code, when, state) : new(code, otherwise, ReadinessState.InOrder);
}
