using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Demo.People;

/// <summary>A student of the demo institution before anything is saved: who it is and how able.</summary>
internal sealed record PlannedStudent
{
    public required string Programme { get; init; }

    public required int Entry { get; init; }

    public required int Ordinal { get; init; }

    /// <summary>What admissions calls the student; stable, so that dice and repeats are told by it.</summary>
    public string Key => $"{Programme}-{Entry}-{Ordinal:000}";

    public required PersonName Name { get; init; }

    public required PersonDetails Details { get; init; }

    public required EntryDetails AtEntry { get; init; }

    /// <summary>From abroad: no loan, no equality codes that are asked of home students only.</summary>
    public required bool IsInternational { get; init; }

    /// <summary>The mark that this student gets on an ordinary day.</summary>
    public required double Ability { get; init; }

    public required string Ethnicity { get; init; }

    public required string Religion { get; init; }

    public required IReadOnlyList<string> Disabilities { get; init; }
}
