using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Students;

/// <summary>A person as the student list shows them, with the engagement that counts: the one last begun.</summary>
public sealed record StudentRow
{
    public required long Id { get; init; }
    public required string StudentNumber { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public string? KnownAs { get; init; }
    public DateOnly? DateOfBirth { get; init; }
    public string? Email { get; init; }

    /// <summary>Null without an engagement.</summary>
    public CurrentStudy? Study { get; init; }

    /// <summary>Open holds; 0 for callers who may not see holds.</summary>
    public int OpenHolds { get; init; }

    public string ListName => $"{FamilyName}, {GivenNames}";
}

/// <summary>What a person studies, as the record's header and the list say it.</summary>
/// <param name="SessionYear">Of the newest session; null before there is one.</param>
public sealed record CurrentStudy(long EngagementId, EngagementStatus Status, string ProgrammeCode, string ProgrammeTitle, string? SessionYear, int? YearOfProgramme);

/// <summary>An open hold, as the header says it.</summary>
public sealed record OpenHold(string Source, string Reason, Blocks Blocks);

/// <summary>The head of a student's record: on each of its pages.</summary>
public sealed record StudentHeading
{
    public required long Id { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required bool NameIsInvented { get; init; }
    /// <summary>Contact is suppressed from then on.</summary>
    public DateOnly? DiedOn { get; init; }
    public CurrentStudy? Study { get; init; }
    public IReadOnlyList<OpenHold> Holds { get; init; } = [];
}

/// <summary>What another system calls the person.</summary>
public sealed record IdentifierRow(string System, string Kind, string Value, DateOnly From, DateOnly? To);

/// <summary>One check of identity.</summary>
public sealed record VerificationRow(string CaseReference, VerificationState State, decimal? Confidence, DateTimeOffset RequestedAt, DateTimeOffset? DecidedAt, string? EvidenceLink);

/// <summary>An engagement in a line.</summary>
public sealed record EngagementLine(long Id, string Numhus, string ProgrammeCode, long ProgrammeId, string ProgrammeTitle, EngagementStatus Status, DateOnly Start, DateOnly? ExpectedEnd, DateOnly? End, string Mode);

/// <summary>The overview of one person.</summary>
public sealed record StudentOverview
{
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required DateOnly? DateOfBirth { get; init; }

    /// <summary>HESA SEXID.</summary>
    public required string LegalSex { get; init; }
    public required string? Nationality { get; init; }
    public DateOnly? DiedOn { get; init; }
    public required ContactDetails Contact { get; init; }

    /// <summary>Since when the term-time postcode stands; null where no day is known.</summary>
    public DateOnly? TermPostcodeFrom { get; init; }

    /// <summary>The version that an edit is made on.</summary>
    public required long Version { get; init; }
    public required IReadOnlyList<IdentifierRow> Identifiers { get; init; }

    /// <summary>Newest first; none where no check was asked for.</summary>
    public required IReadOnlyList<VerificationRow> Verifications { get; init; }

    /// <summary>Newest first; none for callers who may not see enrolments.</summary>
    public required IReadOnlyList<EngagementLine> Engagements { get; init; }
}

/// <summary>A document about the person.</summary>
public sealed record DocumentRow(long Id, string Kind, string Title, string Link, string? Sha256, DateTimeOffset FiledAt);
