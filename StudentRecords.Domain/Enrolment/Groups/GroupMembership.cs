namespace StudentRecords.Domain.Enrolment.Groups;

/// <summary>A student in a group for a time, or, pinned, kept out of it. Ended, never deleted.</summary>
public sealed class GroupMembership : IAboutPerson
{
    private GroupMembership() { }

    internal GroupMembership(StudentGroup group, long personId, bool isIn, DateOnly from, string? pinnedFor)
    {
        GroupId = group.Id;
        PersonId = personId;
        IsIn = isIn;
        From = from;
        PinnedFor = pinnedFor;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long GroupId { get; private set; }

    /// <summary>False for a student who is kept out.</summary>
    public bool IsIn { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>Open when null.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Why the owner's lists do not touch it; null where they do.</summary>
    public string? PinnedFor { get; private set; }

    public bool IsPinned => PinnedFor is not null;

    internal void End(DateOnly on) => To = on < From ? From : on;
}
