namespace StudentRecords.Domain.Support;

/// <summary>Where a student's work for the institution stands.</summary>
public enum StaffRoleState
{
    /// <summary>Told to Human Resources, who check the right to work (F033).</summary>
    Proposed,

    /// <summary>May work and be paid.</summary>
    Confirmed,
    Refused,
    Ended,
}

/// <summary>Work of a student for the institution: teaching assistant, ambassador. Nothing is paid for it before Human Resources confirm the right to work.</summary>
public sealed class StudentStaffRole : IVersioned, IAboutPerson
{
    private StudentStaffRole() { }

    public StudentStaffRole(long personId, long engagementId, string title, decimal hoursPerWeek, DateOnly from, DateOnly? to)
    {
        PersonId = personId;
        EngagementId = engagementId;
        Title = title;
        HoursPerWeek = hoursPerWeek;
        From = from;
        To = to;
        Key = $"R{Id}";
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>By which Human Resources name it.</summary>
    public string Key { get; private set; } = "";

    public string Title { get; private set; } = "";

    public decimal HoursPerWeek { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public StaffRoleState State { get; private set; }

    public DateOnly? RightToWorkCheckedOn { get; private set; }

    /// <summary>Last day of the right to work; null without end.</summary>
    public DateOnly? RightToWorkUntil { get; private set; }

    public string? Because { get; private set; }

    public bool MayBePaidOn(DateOnly day) => State == StaffRoleState.Confirmed && From <= day && RightToWorkCheckedOn <= day && (RightToWorkUntil is null || day <= RightToWorkUntil) && (To is null || day <= To);

    /// <summary>Human Resources checked the right to work.</summary>
    public bool Confirm(DateOnly checkedOn, DateOnly? until)
    {
        if (State is StaffRoleState.Ended)
        {
            return false;
        }

        (State, RightToWorkCheckedOn, RightToWorkUntil, Because) = (StaffRoleState.Confirmed, checkedOn, until, null);
        return true;
    }

    public bool Refuse(string because)
    {
        if (State is StaffRoleState.Ended)
        {
            return false;
        }

        (State, Because) = (StaffRoleState.Refused, because);
        return true;
    }

    /// <summary>The leave to stay ends on the day (F052): nothing is paid for later ones before Human Resources have checked again.</summary>
    public void ShortenTo(DateOnly until)
    {
        if (State == StaffRoleState.Confirmed && !(RightToWorkUntil <= until))
        {
            RightToWorkUntil = until;
        }
    }

    /// <summary>The leave to stay was refused (F052): the work is as it was when it was proposed, until Human Resources have checked again.</summary>
    public void AskAgain(string because)
    {
        if (State == StaffRoleState.Confirmed)
        {
            (State, Because) = (StaffRoleState.Proposed, because);
        }
    }

    public Outcome End(DateOnly on, string because)
    {
        if (State == StaffRoleState.Ended)
        {
            return Outcome.Refused("ENDED", "The work has ended already.");
        }

        (State, To, Because) = (StaffRoleState.Ended, on, because);
        return Outcome.Done;
    }

    /// <summary>Every reason why work cannot be proposed like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? title, decimal hoursPerWeek, DateOnly from, DateOnly? to)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(title))
        {
            faults.Add(new("ROLE_TITLE", "Say what the work is.", Field: "Title"));
        }

        if (hoursPerWeek is <= 0 or > 40)
        {
            faults.Add(new("ROLE_HOURS", "The hours a week lie above 0 and not above 40.", Field: "HoursPerWeek"));
        }

        if (to < from)
        {
            faults.Add(new("ROLE_ENDS_FIRST", "The work ends before it begins.", Field: "To"));
        }

        return faults;
    }
}
