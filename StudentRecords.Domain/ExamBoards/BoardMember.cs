namespace StudentRecords.Domain.ExamBoards;

/// <summary>What a member is on a board.</summary>
public enum MemberRole
{
    Chair,
    Secretary,
    Internal,

    /// <summary>External examiner: confirms the pack before the board may ratify; sees candidates by number only.</summary>
    External,
}

/// <summary>Somebody appointed to a board.</summary>
public sealed class BoardMember
{
    private BoardMember() { }

    internal BoardMember(ExamBoard board, long userId, string name, MemberRole role)
    {
        BoardId = board.Id;
        UserId = userId;
        Name = name;
        Role = role;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    /// <summary>The user who signs in; one seat a user on a board.</summary>
    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    public MemberRole Role { get; private set; }

    /// <summary>Recorded as present (or, for an external examiner, as taking part).</summary>
    public bool Attended { get; private set; }

    internal void Attend(bool present) => Attended = present;
}
