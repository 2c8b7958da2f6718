using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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

/// <summary>Reads out of a save what happened, whoever did it: a person, a file or a message. So nothing that other systems must hear of can be forgotten in a use case.</summary>
internal static class RecordEvents
{
    private static readonly string[] OfPersons = [nameof(Person.FamilyName), nameof(Person.GivenNames), nameof(Person.KnownAs), nameof(Person.Email), nameof(Person.TermPostcode)];

    private static readonly string[] OfHolds = [nameof(Hold.ReleasedOn), nameof(Hold.Blocks)];

    private static readonly string[] OfPermissions = [nameof(PermissionToStudy.State), nameof(PermissionToStudy.ValidFrom), nameof(PermissionToStudy.ValidUntil)];

    private static readonly string[] OfSittings = [nameof(ExamSitting.StartsAt), nameof(ExamSitting.EndsAt), nameof(ExamSitting.Room)];

    public static IReadOnlyList<RecordEvent> Of(ChangeTracker tracker)
    {
        List<RecordEvent> events = [];
        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            if (Of(entry) is { } happened)
            {
                events.Add(happened);
            }
        }

        // steps that are saved together are one: where the engagement came to
        return [.. events.OfType<StatusChanged>().GroupBy(e => e.Engagement.Id).Select(g => g.MaxBy(e => e.Entry.Ordinal)!), .. events.Where(e => e is not StatusChanged)];
    }

    private static RecordEvent? Of(EntityEntry entry) => (entry.Entity, entry.State) switch
    {
        (StatusEntry status, EntityState.Added) => new StatusChanged(status.Engagement, status),
        (Engagement { IsSponsored: true } engagement, EntityState.Modified) when entry.Property(nameof(Engagement.IsSponsored)).IsModified => new SponsorMarked(engagement),
        (ModuleRegistration registration, _) when IsNews(entry, nameof(ModuleRegistration.Status)) => new RegistrationChanged(registration),
        (Hold hold, _) when IsNews(entry, OfHolds) => new HoldChanged(hold),
        (Person person, EntityState.Modified) when OfPersons.Any(p => entry.Property(p).IsModified) => new PersonChanged(person),
        (AcademicRelationship relationship, _) => new RelationshipChanged(relationship),
        (PermissionToStudy permission, _) when IsNews(entry, OfPermissions) => new PermissionChanged(permission),
        (ResearchMilestone milestone, _) => new MilestoneReached(milestone),
        (AccountState account, _) => new AccountChanged(account),
        (Intervention intervention, EntityState.Added) => new InterventionOpened(intervention),
        (ExamSeat seat, _) => new SeatGiven(seat),
        (ExamSitting sitting, EntityState.Modified) when OfSittings.Any(p => entry.Property(p).IsModified) => new SittingMoved(sitting),
        (TeachingEvent { IsCurrent: true } taught, EntityState.Added) => new TaughtOtherwise(taught),
        (SpaceNotice notice, _) => new SpaceSaid(notice),
        (TeachingRoom room, _) => new RoomDescribed(room),
        (GroupMembership membership, _) => new MembershipChanged(membership),
        (ModuleOccurrence run, EntityState.Added) => new RunPlanned(run),
        (BoardPack pack, EntityState.Added) => new PackFrozen(pack),
        (SampledWork work, EntityState.Added) => new SampleDrawn(work),
        (FundingAward { Kind: AwardKind.Studentship } award, _) => new StudentshipChanged(award),
        (LoanNotice { Kind: LoanNoticeKind.FinanceStatus } notice, EntityState.Added) => new FinanceTold(notice),
        (PersonIdentifier { Kind: IdentifierKinds.SupportNumber } number, EntityState.Added) => new SupportNumberGiven(number),
        _ => null,
    };

    private static bool IsNews(EntityEntry entry, params string[] properties) => entry.State == EntityState.Added || properties.Any(p => entry.Property(p).IsModified);
}
