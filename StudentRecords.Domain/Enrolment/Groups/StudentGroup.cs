namespace StudentRecords.Domain.Enrolment.Groups;

/// <summary>What a group is for.</summary>
public enum GroupKind
{
    /// <summary>Everybody who goes through a year of a programme together.</summary>
    Cohort,
    Tutorial,
    Seminar,
    Laboratory,
}

/// <summary>
/// Students who are taught or looked after together. One owner is declared, a system or an office, and only the owner says who is in
/// it; an exception for one student is pinned and outlives what the owner sends.
/// </summary>
public sealed class StudentGroup : IVersioned
{
    private readonly List<GroupMembership> members = [];

    private StudentGroup() { }

    public StudentGroup(string code, string title, GroupKind kind, string owner, string academicYear)
    {
        Code = code;
        Title = title;
        Kind = kind;
        Owner = owner;
        AcademicYear = academicYear;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>Unique: CS1-2024-A.</summary>
    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    public GroupKind Kind { get; private set; }

    /// <summary>Who says who is in it: an office or the code of a system, one of <see cref="GroupOwners"/>.</summary>
    public string Owner { get; private set; } = "";

    public string AcademicYear { get; private set; } = "";

    public IReadOnlyList<GroupMembership> Members => members;

    /// <summary>Every reason why a group cannot be made like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? code, string? title, string? owner, string? academicYear)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(code) || code.Trim().Length > 40)
        {
            faults.Add(new("GROUP_CODE", "Give the group a code of at most 40 characters.", Field: "Code"));
        }

        if (string.IsNullOrWhiteSpace(title))
        {
            faults.Add(new("GROUP_TITLE", "Give the group a title.", Field: "Title"));
        }

        if (!GroupOwners.All.Contains(owner))
        {
            faults.Add(new("GROUP_OWNER", $"Declare who owns the group: {string.Join(", ", GroupOwners.All)}.", Field: "Owner"));
        }

        if (!Calendar.AcademicYear.TryParse(academicYear, out _))
        {
            faults.Add(new("GROUP_YEAR", "Say which academic year it is for, such as 2024/25.", Field: "AcademicYear"));
        }

        return faults;
    }

    public GroupMembership? Current(long personId) => members.Find(m => m.PersonId == personId && m.To is null);

    /// <summary>Puts somebody in. Refused when already in it.</summary>
    public Outcome Add(long personId, DateOnly from, string? pinnedFor = null)
    {
        if (Current(personId) is not null)
        {
            return Outcome.Refused("ALREADY_A_MEMBER", $"The student is in {Code} already.");
        }

        members.Add(new GroupMembership(this, personId, isIn: true, from, pinnedFor));
        return Outcome.Done;
    }

    /// <summary>Takes somebody out. A pinned member stays unless the pin is lifted.</summary>
    public Outcome End(long personId, DateOnly on)
    {
        if (Current(personId) is not { IsIn: true } member)
        {
            return Outcome.Refused("NOT_A_MEMBER", $"The student is not in {Code}.");
        }

        if (member.IsPinned)
        {
            return Outcome.Refused("PINNED", $"The membership is pinned: {member.PinnedFor} Lift the pin first.");
        }

        member.End(on);
        return Outcome.Done;
    }

    /// <summary>An exception that the owner's lists do not undo: this student is in it, or is kept out of it, whatever they say.</summary>
    public void Pin(long personId, bool isIn, DateOnly on, string why)
    {
        Current(personId)?.End(on);
        members.Add(new GroupMembership(this, personId, isIn, on, why));
    }

    /// <summary>Lifts the exception. Who was kept out may come back by the owner's next list; who was pinned in stays as a plain member.</summary>
    public Outcome Unpin(long personId, DateOnly on)
    {
        if (Current(personId) is not { IsPinned: true } member)
        {
            return Outcome.Refused("NOT_PINNED", $"No exception is pinned for the student in {Code}.");
        }

        member.End(on);
        if (member.IsIn)
        {
            members.Add(new GroupMembership(this, personId, isIn: true, on, null));
        }

        return Outcome.Done;
    }

    /// <summary>How many a list would take out, and of how many that are in it by the owner's lists.</summary>
    public (int Gone, int Held) Losses(IReadOnlyCollection<long> people)
    {
        var held = members.FindAll(m => m is { To: null, IsIn: true, IsPinned: false });
        return (held.Count(m => !people.Contains(m.PersonId)), held.Count);
    }

    /// <summary>Takes the owner's whole list: adds who is new, ends who is gone, leaves pinned exceptions alone. Gives who came and who went.</summary>
    public (IReadOnlyList<long> Came, IReadOnlyList<long> Went) Take(IReadOnlyCollection<long> people, DateOnly on)
    {
        var listed = people.ToHashSet();
        var came = listed.Where(p => Current(p) is null).Order().ToList();
        var went = members.Where(m => m is { To: null, IsIn: true, IsPinned: false } && !listed.Contains(m.PersonId)).ToList();
        went.ForEach(m => m.End(on));
        came.ForEach(p => Add(p, on));
        return (came, [.. went.Select(m => m.PersonId)]);
    }
}
