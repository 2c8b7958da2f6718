namespace StudentRecords.Domain.ExamBoards.Awards;

/// <summary>What the readiness list of a progression and award board is drawn from.</summary>
public sealed record AwardReadinessFacts
{
    public required int Candidates { get; init; }

    /// <summary>Engagements of the year that are not yet among the candidates.</summary>
    public required int NotYetCandidates { get; init; }

    public required int WithMarksMissing { get; init; }

    /// <summary>Candidates with too many or too few credits, or not at the levels asked for.</summary>
    public required int WithWrongCredits { get; init; }

    /// <summary>Candidates, not postponed, with modules of the year that no module board has ratified.</summary>
    public required int Unratified { get; init; }

    /// <summary>Candidates on whose award a penalty for misconduct falls.</summary>
    public int WithPenalties { get; init; }

    /// <summary>Outcomes of circumstances that came after the pack and wait for the formal route.</summary>
    public int OpenCircumstances { get; init; }

    /// <summary>Misconduct outcomes that came after the pack and wait for it.</summary>
    public int LatePenalties { get; init; }

    /// <summary>Candidates with an open misconduct case; they are postponed.</summary>
    public int HeldForMisconduct { get; init; }

    public required int Undecided { get; init; }

    public required int Postponed { get; init; }

    public required ExamBoard Board { get; init; }

    public required IReadOnlyList<ExaminerConfirmation> Confirmations { get; init; }
}

/// <summary>The readiness list of a progression and award board.</summary>
public static class AwardReadiness
{
    public static IReadOnlyList<ReadinessItem> Of(AwardReadinessFacts facts) =>
    [
        Counted("MODULES_NOT_RATIFIED", facts.Unratified, $"{facts.Unratified} candidates have module results that no module board has ratified", "Every module of the year is ratified", ReadinessState.InTheWay),
        Counted("WRONG_CREDITS", facts.WithWrongCredits, $"{facts.WithWrongCredits} candidates have too many or too few credits", "Credits and levels are as the regulations ask", ReadinessState.Look),
        .. Misconduct(facts),
        .. BoardReadiness.Of(new ReadinessFacts
        {
            Candidates = facts.Candidates,
            NotYetCandidates = facts.NotYetCandidates,
            WithMarksMissing = facts.WithMarksMissing,
            OpenCircumstances = facts.OpenCircumstances,
            LatePenalties = facts.LatePenalties,
            Undecided = facts.Undecided,
            Postponed = facts.Postponed,
            PackVersion = facts.Board.PackVersion,
            Clocks = LeadTime.Of(facts.Board),
            Members = facts.Board.Members,
            Confirmations = facts.Confirmations,
        }),
    ];

    private static IEnumerable<ReadinessItem> Misconduct(AwardReadinessFacts facts)
    {
        if (facts.WithPenalties > 0)
        {
            yield return new("MISCONDUCT_OUTCOMES", $"{facts.WithPenalties} candidates have a misconduct outcome that the board must take into account", ReadinessState.Look);
        }

        if (facts.HeldForMisconduct > 0)
        {
            yield return new("MISCONDUCT_OPEN", $"{facts.HeldForMisconduct} candidates are held until a misconduct case is decided", ReadinessState.Look);
        }
    }

    private static ReadinessItem Counted(string code, int count, string when, string otherwise, ReadinessState state) =>
        count > 0 ? new(code, when, state) : new(code, otherwise, ReadinessState.InOrder);
}
