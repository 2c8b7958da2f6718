using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F065 BoardDecisionRatified: what the minute of a board says of one candidate, on the papers that the record froze for it (F064).</summary>
public sealed record DecisionTold
{
    /// <summary>The board, and the version of its pack, as F064 named them.</summary>
    public required string Board { get; init; }
    public required int PackVersion { get; init; }

    /// <summary>Number of the candidate in that pack; never a name.</summary>
    public required string Candidate { get; init; }
    public required BoardOutcome Outcome { get; init; }

    /// <summary>A grade of the module's rule, where the outcome has one.</summary>
    public string? Grade { get; init; }

    /// <summary>Needed where the decision differs from what the rule suggests.</summary>
    public string? Reason { get; init; }

    /// <summary>Reference of the signed minute.</summary>
    public required string Minute { get; init; }
    public required DateOnly DecidedOn { get; init; }

    public void Check(Checks checks) => checks.Text("/board", Board, 20).Between("/packVersion", PackVersion, 1, 1_000).Text("/candidate", Candidate, 20).That(Enum.IsDefined(Outcome), "/outcome", "is no outcome.")
        .Text("/minute", Minute, 60).Past("/decidedOn", DecidedOn).That(Grade is null or { Length: > 0 and <= 40 }, "/grade", "is 1 to 40 characters long.").That(Reason is null or { Length: <= 1_000 }, "/reason", "is longer than 1,000 characters.");
}
