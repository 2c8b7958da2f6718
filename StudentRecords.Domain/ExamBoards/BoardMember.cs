namespace StudentRecords.Domain.ExamBoards;

/// <summary>What a member is on a board.</summary>
public enum MemberRole
{
    Chair,

    /// <summary>Takes the chair where the chair is away or has declared an interest.</summary>
    DeputyChair,
    Secretary,
    Internal,

    /// <summary>External examiner: confirms the pack before the board may ratify; sees candidates by number only.</summary>
    External,
}

/// <summary>Somebody appointed to a board: one seat, which may be given up again but never vanishes.</summary>
public sealed class BoardMember
{
    private BoardMember() { }

    internal BoardMember(ExamBoard board, long userId, string name, MemberRole role, DateOnly? termEndsOn)
    {
        BoardId = board.Id;
        UserId = userId;
        Name = name;
        Role = role;
        TermEndsOn = termEndsOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    /// <summary>The user who signs in; one seat a user on a board at a time.</summary>
    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    public MemberRole Role { get; private set; }

    /// <summary>Recorded as present (or, for an external examiner, as taking part).</summary>
    public bool Attended { get; private set; }

    /// <summary>Last day of an external examiner's appointment; the board's papers are open to them until then. Null: no end is recorded.</summary>
    public DateOnly? TermEndsOn { get; private set; }

    /// <summary>Since when an external examiner could read this board's papers; null before the first pack.</summary>
    public DateTimeOffset? AccessFrom { get; private set; }

    /// <summary>Why the board may ratify although the examiner's access came later than the lead time.</summary>
    public string? WaiverReason { get; private set; }

    public string? WaivedBy { get; private set; }

    public DateTimeOffset? WaivedAt { get; private set; }

    /// <summary>Why the seat was given up.</summary>
    public string? RemovalReason { get; private set; }

    public string? RemovedBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Has not been removed.</summary>
    public bool IsSitting => RemovedAt is null;

    internal bool HasTermOn(DateOnly day) => TermEndsOn is null || day <= TermEndsOn;

    internal void Attend(bool present) => Attended = present;

    /// <summary>The first moment stays, however often papers are frozen anew.</summary>
    internal void Grant(DateTimeOffset at) => AccessFrom ??= at;

    internal void Waive(string reason, string by, DateTimeOffset at) => (WaiverReason, WaivedBy, WaivedAt) = (reason, by, at);

    internal void Remove(string reason, string by, DateTimeOffset at) => (RemovalReason, RemovedBy, RemovedAt, Attended) = (reason, by, at, false);
}
