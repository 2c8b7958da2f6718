namespace StudentRecords.Domain.ExamBoards.Graduation;

/// <summary>Somebody on a ceremony's list, with the award that is to be conferred. A place that was given up stays in the record.</summary>
public sealed class Graduand : IVersioned, IAboutPerson
{
    private Graduand() { }

    public Graduand(Ceremony ceremony, AwardToConfer award, string listedBy, DateTimeOffset listedAt)
    {
        CeremonyId = ceremony.Id;
        PersonId = award.PersonId;
        EngagementId = award.EngagementId;
        AwardDecisionId = award.DecisionId;
        ListedBy = listedBy;
        ListedAt = listedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long CeremonyId { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public long AwardDecisionId { get; private set; }

    public string ListedBy { get; private set; } = "";

    public DateTimeOffset ListedAt { get; private set; }

    public string? LeftReason { get; private set; }

    public string? LeftBy { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>Gives the place up, dated and with a reason.</summary>
    public void Leave(string reason, string by, DateTimeOffset at) => (LeftReason, LeftBy, LeftAt) = (reason, by, at);
}
