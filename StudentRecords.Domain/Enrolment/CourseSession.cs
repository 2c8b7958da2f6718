namespace StudentRecords.Domain.Enrolment;

/// <summary>
/// One year of an engagement (HESA StudentCourseSession): what the return speaks of and what modules are registered in. A transfer
/// within the year ends it and opens a second part of the same year.
/// </summary>
public sealed class CourseSession : IVersioned, IAboutPerson
{
    private CourseSession() { }

    internal CourseSession(Engagement engagement, string sessionYear, int part, DateOnly start, DateOnly expectedEnd, int yearOfProgramme)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        SessionYear = sessionYear;
        Part = part;
        Start = start;
        ExpectedEnd = expectedEnd;
        YearOfProgramme = yearOfProgramme;
        Follow(engagement);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    /// <summary>HESA SESSIONYEARID: the institution's name of the session year, such as 2023/24 or 2014B.</summary>
    public string SessionYear { get; private set; } = "";

    /// <summary>1, and 2 … for what follows a transfer within the year.</summary>
    public int Part { get; private set; } = 1;

    /// <summary>HESA SCSSTARTDATE.</summary>
    public DateOnly Start { get; private set; }

    /// <summary>HESA SCSEXPECTEDENDDATE.</summary>
    public DateOnly ExpectedEnd { get; private set; }

    /// <summary>HESA SCSENDDATE.</summary>
    public DateOnly? End { get; private set; }

    /// <summary>HESA RSNSCSEND.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Ended because a transfer opened another part (HESA RSNSCSEND 03).</summary>
    public bool IsTransferred { get; private set; }

    /// <summary>HESA YEARPRG, from 1.</summary>
    public int YearOfProgramme { get; private set; }

    /// <summary>HESA SCSMODE: 01 full time, 31 part time.</summary>
    public string Mode { get; private set; } = "";

    /// <summary>Version of the programme that the year is studied on (HESA COURSEID); null in sessions older than this field: the engagement's.</summary>
    public long? ProgrammeVersionId { get; private set; }

    /// <summary>Where the year is studied; null is the main venue.</summary>
    public long? VenueId { get; private set; }

    /// <summary>Planned load, per cent of a full-time year; what was studied is worked out from the modules.</summary>
    public decimal? PlannedLoad { get; private set; }

    public void EndOn(DateOnly? day, string? reasonCode)
    {
        End = day;
        EndReason = reasonCode;
    }

    /// <summary>Per cent of a full-time year, over 0 and up to 200.</summary>
    public void Plan(decimal load) => PlannedLoad = load;

    /// <summary>Takes programme, mode and venue from the engagement as it is now.</summary>
    internal void Follow(Engagement engagement)
    {
        Mode = engagement.Mode;
        ProgrammeVersionId = engagement.ProgrammeVersion?.Id ?? engagement.ProgrammeVersionId;
        VenueId = engagement.VenueId;
        PlannedLoad = engagement.IsFullTime ? 100m : PlannedLoad;
    }

    /// <summary>Ends the day before a transfer and gives the part of the year that follows it.</summary>
    internal CourseSession GiveWay(DateOnly on)
    {
        var next = new CourseSession(Engagement, SessionYear, Part + 1, on, ExpectedEnd, YearOfProgramme);
        EndOn(on.AddDays(-1), "03");
        IsTransferred = true;
        return next;
    }
}
