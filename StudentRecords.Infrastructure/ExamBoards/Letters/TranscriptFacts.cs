using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>What a transcript says of one engagement: ratified and released results, and nothing provisional.</summary>
public sealed record TranscriptFacts
{
    public required string Name { get; init; }

    public required string StudentNumber { get; init; }

    public required string Programme { get; init; }

    public required string AwardAimedAt { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly? End { get; init; }

    /// <summary>Offices that hold the release of results; no result is shown then.</summary>
    public IReadOnlyList<string> HeldBy { get; init; } = [];

    public required IReadOnlyList<TranscriptModule> Modules { get; init; }

    public required IReadOnlyList<TranscriptDecision> Decisions { get; init; }
}

/// <param name="Mark">As ratified; null where the board decided without one.</param>
public sealed record TranscriptModule(string SessionYear, string Code, string Title, int Level, decimal Credits, int Attempt, decimal? Mark, string? Grade, BoardOutcome Outcome)
{
    public bool HasCredit => Outcome is BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated;
}

public sealed record TranscriptDecision(string AcademicYear, int YearOfProgramme, AwardCode Code, string? Award, string? Class);
