using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>All that the record knows of one student for one collection.</summary>
public sealed record StudentFacts(Person Person, EqualityDeclaration? Equality, IReadOnlyList<EngagementFacts> Engagements);

/// <param name="CourseId">HESA COURSEID of the programme version that the engagement is on.</param>
public sealed record EngagementFacts(Engagement Engagement, EntryProfile? Entry, string CourseId, IReadOnlyList<SessionFacts> Sessions);

/// <param name="Year">The session year: what happened after its end is told in a later collection.</param>
/// <param name="CourseId">HESA COURSEID of the version that the session is on; null is the engagement's.</param>
public sealed record SessionFacts(CourseSession Session, SessionYear Year, IReadOnlyList<RegistrationFacts> Registrations, string? CourseId = null);

/// <param name="Decision">Outcome of the newest ratified decision; null while there is none.</param>
public sealed record RegistrationFacts(ModuleRegistration Registration, ModuleOccurrence Occurrence, BoardOutcome? Decision);
