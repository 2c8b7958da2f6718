using StudentRecords.Domain.Support;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F034 SupervisorAssigned, SupervisorEnded, PersonalTutorAssigned, AdviserRelationshipChanged: a member of staff who looks after a student.</summary>
public sealed record RelationshipTold
{
    public required PersonRef Student { get; init; }

    /// <summary>Staff number.</summary>
    public required string Staff { get; init; }
    public required string StaffName { get; init; }
    public required AcademicRole Role { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Last day; needed of an end.</summary>
    public DateOnly? To { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/staff", Staff, 20).Text("/staffName", StaffName, 120).That(Enum.IsDefined(Role), "/role", "is no role.")
        .That(To is null || To >= From, "/to", "must not be before /from.");
}

/// <summary>F034 StudentStaffRoleConfirmed, StudentStaffRoleRefused: Human Resources' answer to a proposal (F033), after the check of the right to work.</summary>
public sealed record StaffRoleAnswered
{
    public required PersonRef Student { get; init; }

    /// <summary>The proposal's key.</summary>
    public required string Role { get; init; }
    public required DateOnly CheckedOn { get; init; }

    /// <summary>Last day of the right to work; null without end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>For a refusal.</summary>
    public string? Reason { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/role", Role, 60).Past("/checkedOn", CheckedOn).That(Until is null || Until >= CheckedOn, "/until", "must not be before /checkedOn.");
}

/// <summary>F038 ResearchMilestoneRecorded, ThesisSubmitted, VivaOutcomeRecorded, PublicationRecorded.</summary>
public sealed record MilestoneTold
{
    public required PersonRef Student { get; init; }
    public required MilestoneKind Milestone { get; init; }

    /// <summary>1 for the first of its kind.</summary>
    public int Occurrence { get; init; } = 1;
    public required DateOnly On { get; init; }
    public string? Outcome { get; init; }
    public string? Title { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).That(Enum.IsDefined(Milestone), "/milestone", "is no milestone.").Between("/occurrence", Occurrence, 1, 1000).Past("/on", On)
        .That(Milestone != MilestoneKind.Viva || !string.IsNullOrWhiteSpace(Outcome), "/outcome", "is needed of a viva.").That(Title is null || Title.Length <= 400, "/title", "is longer than 400 characters.");
}
