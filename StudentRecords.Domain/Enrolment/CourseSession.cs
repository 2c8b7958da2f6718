namespace StudentRecords.Domain.Enrolment;

/// <summary>One year of an engagement (HESA StudentCourseSession): what the return speaks of and what modules are registered in.</summary>
public sealed class CourseSession : IVersioned, IAboutPerson
{
    private CourseSession() { }

    internal CourseSession(Engagement engagement, string sessionYear, DateOnly start, DateOnly expectedEnd, int yearOfProgramme, string mode)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        SessionYear = sessionYear;
        Start = start;
        ExpectedEnd = expectedEnd;
        YearOfProgramme = yearOfProgramme;
        Mode = mode;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    /// <summary>HESA SESSIONYEARID: the institution's name of the session year, such as 2023/24 or 2014B.</summary>
    public string SessionYear { get; private set; } = "";

    /// <summary>HESA SCSSTARTDATE.</summary>
    public DateOnly Start { get; private set; }

    /// <summary>HESA SCSEXPECTEDENDDATE.</summary>
    public DateOnly ExpectedEnd { get; private set; }

    /// <summary>HESA SCSENDDATE.</summary>
    public DateOnly? End { get; private set; }

    /// <summary>HESA RSNSCSEND.</summary>
    public string? EndReason { get; private set; }

    /// <summary>HESA YEARPRG, from 1.</summary>
    public int YearOfProgramme { get; private set; }

    /// <summary>HESA SCSMODE: 01 full time, 31 part time.</summary>
    public string Mode { get; private set; } = "";

    public void EndOn(DateOnly day, string? reasonCode)
    {
        End = day;
        EndReason = reasonCode;
    }
}
