using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A board as a list shows it.</summary>
public sealed record BoardRow
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public required string Occurrence { get; init; }
    public required string ModuleCode { get; init; }
    public required string AcademicYear { get; init; }
    public required BoardStage Stage { get; init; }
    public DateOnly? MeetsOn { get; init; }
    public required int PackVersion { get; init; }
    public required int Candidates { get; init; }
    public required int Undecided { get; init; }
    public DateTimeOffset? RatifiedAt { get; init; }
}

/// <summary>A candidate as a grid shows it, by number; who it is stays out of it until the board is ratified.</summary>
public sealed record CandidateRow
{
    public required string CandidateNumber { get; init; }

    /// <summary>To be sent back with a decision, so that two people do not overwrite each other.</summary>
    public required long Version { get; init; }
    public required RegistrationStatus Status { get; init; }

    /// <summary>Which time on this module.</summary>
    public required int Attempt { get; init; }
    public required decimal? Overall { get; init; }
    public required string? Grade { get; init; }
    public required int MissingCount { get; init; }
    public required string Missing { get; init; }
    public required BoardOutcome? Suggested { get; init; }
    public required string? SuggestedGrade { get; init; }
    public required string SuggestionClause { get; init; }
    public required BoardOutcome? Proposed { get; init; }
    public required string? ProposedGrade { get; init; }
    public required string? Reason { get; init; }
    public required bool IsImported { get; init; }
    public required string? ProposedBy { get; init; }

    /// <summary>JSON of the scales; read it with <see cref="Scales"/>.</summary>
    public required string Figures { get; init; }

    /// <summary>Null unless the board is ratified and the reader may see persons.</summary>
    public required long? PersonId { get; init; }

    public bool Differs => Proposed is not null && (Proposed != Suggested || ProposedGrade != SuggestedGrade);

    public IReadOnlyList<ScaleFigure> Scales() => ScaleFigure.Read(Figures);
}

/// <summary>One candidate with every mark and the steps by which the result was worked.</summary>
public sealed record CandidateDetail(CandidateRow Row, IReadOnlyList<CandidateMark> Marks, string RuleCode, int RuleVersion, IReadOnlyList<TraceStep> Trace);

public sealed record CandidateMark(string Component, string Title, string Kind, decimal Weight, int Attempt, decimal? Score, bool IsBanked, DateOnly? SubmittedOn);

/// <summary>A board with all that stands round its candidates.</summary>
public sealed record BoardDetail
{
    public required BoardRow Row { get; init; }
    public required string Faculty { get; init; }
    public required string ModuleTitle { get; init; }
    public required QuorumRule Quorum { get; init; }
    public required string? PackHash { get; init; }
    public required DateTimeOffset? FrozenAt { get; init; }
    public required DateTimeOffset? OpenedAt { get; init; }
    public required string? RatifiedBy { get; init; }
    public required DateTimeOffset? ReleaseAt { get; init; }
    public required IReadOnlyList<BoardMember> Members { get; init; }
    public required IReadOnlyList<PackRow> Packs { get; init; }
    public required IReadOnlyList<ExaminerConfirmation> Confirmations { get; init; }
    public required IReadOnlyList<ReadinessItem> Readiness { get; init; }
}

public sealed record PackRow(int PackVersion, string Hash, string FrozenBy, DateTimeOffset FrozenAt);

/// <summary>A pack to be downloaded; its name names nobody.</summary>
public sealed record PackFile(string FileName, byte[] Pdf);

/// <summary>The marks of one scale, or the overall marks, in figures.</summary>
/// <param name="Name">The scale's name, or Overall.</param>
/// <param name="Statistics">Mean, deviation, quartiles.</param>
/// <param name="Tens">How many lie in 0–9, 10–19 … 90–100.</param>
public sealed record FigureStatistics(string Name, MarkStatistics Statistics, IReadOnlyList<int> Tens);
