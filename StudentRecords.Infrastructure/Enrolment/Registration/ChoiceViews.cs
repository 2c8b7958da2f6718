using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>A student's module choice in one academic year: what is taken, what may be taken, and every reason why not.</summary>
public sealed record ChoiceDesk
{
    public required long EngagementId { get; init; }

    public required string Programme { get; init; }

    public required EngagementStatus Status { get; init; }

    /// <summary>Other engagements of the person, for which there is a desk too.</summary>
    public required IReadOnlyList<(long Id, string Programme)> Engagements { get; init; }

    public required string AcademicYear { get; init; }

    public required IReadOnlyList<string> AcademicYears { get; init; }

    public required int YearOfProgramme { get; init; }

    /// <summary>Version of the programme that the engagement is on.</summary>
    public required int CatalogueVersion { get; init; }

    /// <summary>What the version asks of the year; null where it asks nothing.</summary>
    public StageRules? Stage { get; init; }

    /// <summary>Taken and left, in the order of their codes.</summary>
    public required IReadOnlyList<ChosenModule> Chosen { get; init; }

    /// <summary>Runnings that are core or optional in the year, and those found by the search.</summary>
    public required IReadOnlyList<OfferedModule> Offered { get; init; }

    /// <summary>What is not right with the year as it is.</summary>
    public required IReadOnlyList<Refusal> Findings { get; init; }

    public decimal Credits => Chosen.Where(c => c.Status == RegistrationStatus.Registered).Sum(c => c.Credits);
}

/// <summary>A module that the student is on, or was.</summary>
public sealed record ChosenModule
{
    public required long OccurrenceId { get; init; }
    public required long ModuleId { get; init; }
    public required string Module { get; init; }
    public required string Occurrence { get; init; }
    public required string Title { get; init; }
    public required decimal Credits { get; init; }
    public required int Level { get; init; }
    public required string Period { get; init; }
    public required RegistrationStatus Status { get; init; }
    public required DateOnly? RegisteredOn { get; init; }
    public required DateTimeOffset? RecordedAt { get; init; }
    public required DateOnly? WithdrawnOn { get; init; }
    public required int Attempt { get; init; }
    public required string? SetAside { get; init; }
    public required string? SetAsideReason { get; init; }
}

/// <summary>A running that might be chosen.</summary>
/// <param name="Offer">As the rules look at it.</param>
/// <param name="ModuleId">Of the catalogue.</param>
/// <param name="Group">Core, the title of the group, or empty for one that was searched for.</param>
/// <param name="WaitsAt">The student's place in the line, where they wait.</param>
/// <param name="Refusals">Every reason why it may not be chosen now.</param>
public sealed record OfferedModule(ModuleOffer Offer, long ModuleId, string Group, int? WaitsAt, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Full, and nothing else stands in the way of waiting for a place.</summary>
    public bool MayWait => WaitsAt is null && Offer is { IsFull: true, HasWaitingList: true } && Refusals.All(r => r.Code == "FULL");
}
