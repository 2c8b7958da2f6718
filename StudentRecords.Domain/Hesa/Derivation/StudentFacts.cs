using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>All that the record knows of one student for one collection.</summary>
public sealed record StudentFacts(Person Person, EqualityDeclaration? Equality, IReadOnlyList<EngagementFacts> Engagements)
{
    public IReadOnlyList<LanguageSkill> Languages { get; init; } = [];

    public IReadOnlyList<TermAddress> TermAddresses { get; init; } = [];

    /// <summary>The term-time postcode of the time that the collection speaks of; as the record has it now where no day of it is known.</summary>
    public string? TermPostcode => (Engagements.Count == 0 ? null : TermAddress.In(TermAddresses, Engagements.Min(e => e.First), Engagements.Max(e => e.Last))) ?? Person.TermPostcode;
}

/// <param name="CourseId">HESA COURSEID of the programme version that the engagement is on.</param>
public sealed record EngagementFacts(Engagement Engagement, EntryProfile? Entry, string CourseId, IReadOnlyList<SessionFacts> Sessions)
{
    /// <summary>QUALCAT of the programme version; null where it is not known.</summary>
    public string? Category { get; init; }

    /// <summary>What was recorded of the engagement because a return asks for it.</summary>
    public IReadOnlyList<ReturnedFact> Facts { get; init; } = [];

    /// <summary>What Fees decided for the first day that the collection speaks of; null where nobody has.</summary>
    public FeeStatus? FeeStatus { get; init; }

    /// <summary>QUALAWARDRESULT of the award that a board ratified and no appeal has superseded; null while none is known.</summary>
    public string? AwardResult { get; init; }

    public ProgrammeFacts Programme { get; init; } = ProgrammeFacts.None;

    /// <summary>First day that the collection speaks of.</summary>
    public DateOnly First => Sessions.Min(s => s.Session.Start);

    /// <summary>Last day up to which it tells what happened.</summary>
    public DateOnly Last => Sessions.Max(s => s.Year.End);

    /// <summary>Facts of one kind that hold on some day of the time.</summary>
    public IEnumerable<T> Within<T>(DateOnly first, DateOnly last)
        where T : ReturnedFact => Facts.OfType<T>().Where(f => f.HoldsWithin(first, last)).OrderBy(f => f.From).ThenBy(f => f.Id);

    /// <summary>Facts of one kind that hold on some day that the collection speaks of.</summary>
    public IEnumerable<T> Within<T>()
        where T : ReturnedFact => Within<T>(First, Last);
}

/// <summary>What was recorded of a programme because a return asks for it.</summary>
public sealed record ProgrammeFacts
{
    public static readonly ProgrammeFacts None = new();

    public IReadOnlyList<ProgrammeInitiative> Initiatives { get; init; } = [];

    public IReadOnlyList<ProgrammeAccreditation> Accreditations { get; init; } = [];

    public IReadOnlyList<ProgrammeReference> References { get; init; } = [];

    public IReadOnlyList<ProgrammeShare> Shares { get; init; } = [];

    public IReadOnlyList<TeachingPlace> Places { get; init; } = [];
}

/// <param name="Year">The session year: what happened after its end is told in a later collection.</param>
/// <param name="CourseId">HESA COURSEID of the version that the session is on; null is the engagement's.</param>
public sealed record SessionFacts(CourseSession Session, SessionYear Year, IReadOnlyList<RegistrationFacts> Registrations, string? CourseId = null)
{
    /// <summary>Key of the campus that the student is on in the session; null where the programme says where it is taught.</summary>
    public string? Venue { get; init; }

    /// <summary>Last day of the session that the collection speaks of.</summary>
    public DateOnly Last => Session.End < Year.End ? Session.End.Value : Year.End;
}

/// <param name="Decision">Outcome of the newest ratified decision; null while there is none.</param>
public sealed record RegistrationFacts(ModuleRegistration Registration, ModuleOccurrence Occurrence, BoardOutcome? Decision);
