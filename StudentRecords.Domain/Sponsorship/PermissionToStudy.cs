using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Sponsorship;

/// <summary>What UK Visas &amp; Immigration has said (F052), or a compliance officer has read from its service.</summary>
public enum PermissionState
{
    /// <summary>A Confirmation of Acceptance for Studies is assigned; the visa is not decided.</summary>
    CasAssigned,
    Granted,
    Refused,
    Curtailed,
}

/// <summary>A sponsored student's permission to study: from when to when, and who says so. A later word about the same CAS takes the earlier one's place.</summary>
public sealed class PermissionToStudy : IVersioned, IAboutPerson
{
    public const int LongestCas = 40;

    private PermissionToStudy() { }

    public PermissionToStudy(Person person, string casNumber, string source, PermissionState state, DateOnly? validFrom, DateOnly? validUntil, DateOnly decidedOn)
    {
        Person = person;
        PersonId = person.Id;
        CasNumber = casNumber;
        Tell(source, state, validFrom, validUntil, decidedOn);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>The Home Office's number of the CAS, unique.</summary>
    public string CasNumber { get; private set; } = "";

    /// <summary>F052, or the desk that read it.</summary>
    public string Source { get; private set; } = "";

    public PermissionState State { get; private set; }

    /// <summary>First day of the leave; null until it is granted.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>Last day of the leave.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The day of the newest word.</summary>
    public DateOnly DecidedOn { get; private set; }

    /// <summary>Whether studying is permitted on the day: granted leave covers it. A curtailment shortens the leave.</summary>
    public bool Covers(DateOnly day) => State is PermissionState.Granted or PermissionState.Curtailed && ValidFrom <= day && day <= (ValidUntil ?? DateOnly.MaxValue);

    /// <summary>Every reason why a permission cannot be like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? casNumber, PermissionState state, DateOnly? validFrom, DateOnly? validUntil, DateOnly decidedOn, DateOnly today)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(casNumber))
        {
            faults.Add(new("CAS_MISSING", "Give the CAS number.", "F052", "CasNumber"));
        }
        else if (casNumber.Length > LongestCas)
        {
            faults.Add(new("CAS_TOO_LONG", $"A CAS number has at most {LongestCas} characters.", "F052", "CasNumber"));
        }

        if (decidedOn > today)
        {
            faults.Add(new("DECIDED_AHEAD", "The day of the decision lies ahead.", "F052", "DecidedOn"));
        }

        if (state is PermissionState.Granted or PermissionState.Curtailed && (validFrom is null || validUntil is null))
        {
            faults.Add(new("LEAVE_WITHOUT_DAYS", "Granted leave has a first and a last day; give both.", "F052", "ValidFrom"));
        }

        if (validUntil < validFrom)
        {
            faults.Add(new("LEAVE_BACKWARDS", "The last day of the leave is before its first.", "F052", "ValidUntil"));
        }

        return faults;
    }

    /// <summary>Takes a newer word. False when it is older than the one held: a late grant does not undo a curtailment.</summary>
    public bool Tell(string source, PermissionState state, DateOnly? validFrom, DateOnly? validUntil, DateOnly decidedOn)
    {
        if (decidedOn < DecidedOn)
        {
            return false;
        }

        (Source, State, DecidedOn) = (source, state, decidedOn);
        ValidFrom = validFrom ?? ValidFrom;
        ValidUntil = validUntil ?? ValidUntil;
        return true;
    }
}
