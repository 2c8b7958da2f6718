using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>Something that happened in the record and is about to be saved.</summary>
/// <param name="PersonId">Whom it is about; null for what is about nobody.</param>
internal abstract record RecordEvent(long? PersonId);

/// <summary>An engagement has another status, or the same from another day.</summary>
internal sealed record StatusChanged(Engagement Engagement, StatusEntry Entry) : RecordEvent(Entry.PersonId)
{
    public EngagementStatus Status => Engagement.Status;

    /// <summary>The student studies here, now or before long.</summary>
    public bool IsIn => Status == EngagementStatus.Enrolled;

    /// <summary>The engagement is over.</summary>
    public bool IsOver => Status is EngagementStatus.Withdrawn or EngagementStatus.Transferred or EngagementStatus.NoShow or EngagementStatus.Deceased or EngagementStatus.Completed;
}

/// <summary>The institution sponsors the student's visa from now on.</summary>
internal sealed record SponsorMarked(Engagement Engagement) : RecordEvent(Engagement.PersonId);

/// <summary>A student came to a module's running, or left it.</summary>
internal sealed record RegistrationChanged(ModuleRegistration Registration) : RecordEvent(Registration.PersonId)
{
    public bool IsOn => Registration.Status == RegistrationStatus.Registered;

    /// <summary>It stands already, and is told to somebody who has not heard of it.</summary>
    public bool IsSaved { get; init; }

    /// <summary>The version that the save gives it, or that it has.</summary>
    public long Version => Registration.Version + (IsSaved ? 0 : 1);
}

/// <summary>A hold was placed, stops something else, or was released.</summary>
internal sealed record HoldChanged(Hold Hold) : RecordEvent(Hold.PersonId)
{
    /// <inheritdoc cref="RegistrationChanged.IsSaved"/>
    public bool IsSaved { get; init; }

    /// <inheritdoc cref="RegistrationChanged.Version"/>
    public long Version => Hold.Version + (IsSaved ? 0 : 1);
}

/// <summary>Name, e-mail or term-time address changed.</summary>
internal sealed record PersonChanged(Person Person) : RecordEvent(Person.Id);

/// <summary>Somebody looks after a student, or no longer does.</summary>
internal sealed record RelationshipChanged(AcademicRelationship Relationship) : RecordEvent(Relationship.PersonId);

/// <summary>UK Visas &amp; Immigration said something else of a permission to study.</summary>
internal sealed record PermissionChanged(PermissionToStudy Permission) : RecordEvent(Permission.PersonId);

/// <summary>A research student reached a milestone, or its outcome is another.</summary>
internal sealed record MilestoneReached(ResearchMilestone Milestone) : RecordEvent(Milestone.PersonId);

/// <summary>An account was issued, locked, opened.</summary>
internal sealed record AccountChanged(AccountState Account) : RecordEvent(Account.PersonId);

/// <summary>Somebody is asked to act for a student.</summary>
internal sealed record InterventionOpened(Intervention Intervention) : RecordEvent(Intervention.PersonId);

/// <summary>A student's place in an examination.</summary>
internal sealed record SeatGiven(ExamSeat Seat) : RecordEvent(Seat.PersonId);

/// <summary>An examination is sat at another time or in another place; who has a seat hears of it.</summary>
internal sealed record SittingMoved(ExamSitting Sitting) : RecordEvent((long?)null);

/// <summary>Another version of a teaching event.</summary>
internal sealed record TaughtOtherwise(TeachingEvent Event) : RecordEvent((long?)null);

/// <summary>Estates said something of a room and a time.</summary>
internal sealed record SpaceSaid(SpaceNotice Notice) : RecordEvent((long?)null);

/// <summary>Estates said where a room is and how many it takes.</summary>
internal sealed record RoomDescribed(TeachingRoom Room) : RecordEvent((long?)null);

/// <summary>Somebody came into a group, left it, or is kept out of it.</summary>
internal sealed record MembershipChanged(GroupMembership Membership) : RecordEvent(Membership.PersonId)
{
    public bool Joins => Membership is { IsIn: true, To: null };
}

/// <summary>A module will run.</summary>
internal sealed record RunPlanned(ModuleOccurrence Run) : RecordEvent((long?)null);

/// <summary>A board's papers were frozen.</summary>
internal sealed record PackFrozen(BoardPack Pack) : RecordEvent((long?)null);

/// <summary>Work was drawn for an external examiner.</summary>
internal sealed record SampleDrawn(SampledWork Work) : RecordEvent((long?)null);

/// <summary>A funder gave a studentship, changed it or ended it.</summary>
internal sealed record StudentshipChanged(FundingAward Award) : RecordEvent(Award.PersonId);

/// <summary>A student got a number of the loans company.</summary>
internal sealed record SupportNumberGiven(PersonIdentifier Number) : RecordEvent(Number.PersonId);

/// <summary>The loans company said how a student's finance of a year stands.</summary>
internal sealed record FinanceTold(LoanNotice Notice) : RecordEvent(Notice.PersonId);
