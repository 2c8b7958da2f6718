using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>What a member of staff is to a student.</summary>
public enum AcademicRole
{
    PersonalTutor,
    Supervisor,
    SecondSupervisor,
    Adviser,
}

/// <summary>Who looks after a student academically, from when to when, as Human Resources tells it (F034).</summary>
public sealed class AcademicRelationship : ToldOfPerson
{
    private AcademicRelationship() { }

    public AcademicRelationship(long personId, string key, string staffNumber, AcademicRole role, DateOnly from)
    {
        PersonId = personId;
        Key = key;
        StaffNumber = staffNumber;
        Role = role;
        From = from;
    }

    public string StaffNumber { get; private set; } = "";

    public string StaffName { get; private set; } = "";

    public AcademicRole Role { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? To { get; private set; }

    public bool IsSupervision => Role is AcademicRole.Supervisor or AcademicRole.SecondSupervisor;

    /// <summary>False when the word is not newer than what is held.</summary>
    public bool Take(string staffName, DateOnly? to, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (StaffName, To) = (staffName, to);
        return true;
    }
}
