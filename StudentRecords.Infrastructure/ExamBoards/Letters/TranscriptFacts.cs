using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>What a transcript says of one engagement, in the sections of a Higher Education Achievement Report: ratified and released results, and nothing provisional.</summary>
public sealed record TranscriptFacts
{
    public required string FamilyName { get; init; }

    public required string GivenNames { get; init; }

    public required DateOnly? DateOfBirth { get; init; }

    public required string StudentNumber { get; init; }

    /// <summary>HESA student identifier; null while none was minted.</summary>
    public required string? Sid { get; init; }

    public required string Numhus { get; init; }

    /// <summary>Title of the programme.</summary>
    public required string Programme { get; init; }

    public required string AwardAimedAt { get; init; }

    /// <summary>HESA QUALCAT of the programme; its letter says the level.</summary>
    public required string QualificationCategory { get; init; }

    /// <summary>Credits that the programme asks for.</summary>
    public required int Credits { get; init; }

    /// <summary>Normal length in years, full time.</summary>
    public required decimal NormalYears { get; init; }

    public required bool IsFullTime { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly? End { get; init; }

    /// <summary>HESA codes of the accreditations of the programme.</summary>
    public IReadOnlyList<string> Accreditations { get; init; } = [];

    /// <summary>Offices that hold the release of results; no result is shown then.</summary>
    public IReadOnlyList<string> HeldBy { get; init; } = [];

    public required IReadOnlyList<TranscriptModule> Modules { get; init; }

    public required IReadOnlyList<TranscriptDecision> Decisions { get; init; }

    public required IReadOnlyList<TranscriptPrize> Prizes { get; init; }

    /// <summary>The conferment that holds; null before it.</summary>
    public TranscriptConferment? Conferred { get; init; }

    public string Name => $"{GivenNames} {FamilyName}";
}

/// <param name="Mark">As ratified; null where the board decided without one.</param>
public sealed record TranscriptModule(string SessionYear, string Code, string Title, int Level, decimal Credits, int Attempt, decimal? Mark, string? Grade, BoardOutcome Outcome)
{
    public bool HasCredit => Outcome is BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated;
}

public sealed record TranscriptDecision(string AcademicYear, int YearOfProgramme, AwardCode Code, string? Award, string? Class);

public sealed record TranscriptPrize(string Name, string AcademicYear);

public sealed record TranscriptConferment(string Award, string? Class, DateOnly On, string CertificateNumber);
