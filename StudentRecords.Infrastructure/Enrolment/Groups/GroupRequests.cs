using StudentRecords.Domain.Enrolment.Groups;

namespace StudentRecords.Infrastructure.Enrolment.Groups;

/// <summary>A group with its declared owner.</summary>
public sealed record MakeGroup
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required GroupKind Kind { get; init; }

    /// <summary>One of <see cref="GroupOwners.All"/>.</summary>
    public required string Owner { get; init; }

    public required string AcademicYear { get; init; }
}

/// <summary>What is done about one student's membership.</summary>
public enum MembershipAct
{
    Add,
    End,

    /// <summary>In the group whatever the owner's lists say.</summary>
    PinIn,

    /// <summary>Out of the group whatever the owner's lists say.</summary>
    PinOut,
    Unpin,
}

/// <summary>A change of one student's membership.</summary>
public sealed record ChangeMembership
{
    public required long GroupId { get; init; }

    public required string StudentNumber { get; init; }

    public required MembershipAct Act { get; init; }
}

/// <summary>The whole of who is in a group, as its owner says.</summary>
public sealed record TakeGroupList
{
    public required string Group { get; init; }

    public required IReadOnlyList<string> StudentNumbers { get; init; }
}

/// <summary>What came of an owner's list.</summary>
public sealed record GroupListTaken(int Came, int Went, int Pinned);

/// <summary>What an owner's list would do: who comes and who goes, by student number, and how many pinned exceptions it leaves alone.</summary>
public sealed record GroupListPreview(IReadOnlyList<string> Coming, IReadOnlyList<string> Going, int Pinned);
