using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Enrolment;

/// <summary>A person's time on one programme (HESA Engagement, NUMHUS), from expected to ended. One person may have several.</summary>
public sealed partial class Engagement : IVersioned, IAboutPerson
{
    private readonly List<CourseSession> sessions = [];
    private readonly List<StatusEntry> statuses = [];

    private Engagement() { }

    /// <summary>Statuses of an engagement that runs or is still to come.</summary>
    public static readonly IReadOnlyList<EngagementStatus> OpenStatuses = [EngagementStatus.Expected, EngagementStatus.Deferred, EngagementStatus.Enrolled, EngagementStatus.Interrupted];

    public Engagement(Person person, Programme programme, ProgrammeVersion version, string numhus, DateOnly start, DateOnly? expectedEnd, string mode, DateTimeOffset recordedAt, string because = "Handed over by admissions")
    {
        Person = person;
        PersonId = person.Id;
        Programme = programme;
        ProgrammeVersion = version;
        Numhus = numhus;
        Start = start;
        ExpectedEnd = expectedEnd;
        Mode = mode;
        Enter(EngagementStatus.Expected, null, start, recordedAt, because);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    public long ProgrammeId { get; private set; }

    /// <summary>The programme as it is now; each session keeps the version that it was on.</summary>
    public Programme Programme { get; private set; } = null!;

    public long ProgrammeVersionId { get; private set; }

    public ProgrammeVersion ProgrammeVersion { get; private set; } = null!;

    /// <summary>HESA engagement number, unique with the SID and the same in every year.</summary>
    public string Numhus { get; private set; } = "";

    /// <summary>HESA SCSMODE of its sessions unless one says otherwise: 01 full time, 31 part time.</summary>
    public string Mode { get; private set; } = "01";

    /// <summary>Where it is studied; null is the institution's main venue.</summary>
    public long? VenueId { get; private set; }

    public Venue? Venue { get; private set; }

    /// <summary>The institution sponsors the student's visa: enrolment needs a permission to study.</summary>
    public bool IsSponsored { get; private set; }

    /// <summary>HESA ENGSTARTDATE.</summary>
    public DateOnly Start { get; private set; }

    /// <summary>HESA ENGEXPECTEDENDDATE.</summary>
    public DateOnly? ExpectedEnd { get; private set; }

    /// <summary>HESA ENGENDDATE.</summary>
    public DateOnly? End { get; private set; }

    /// <summary>HESA RSNENGEND.</summary>
    public string? EndReason { get; private set; }

    public EngagementStatus Status { get; private set; }

    public IReadOnlyList<CourseSession> Sessions => sessions;

    /// <summary>Every status the engagement has had, each with the day it took effect and the moment it was recorded; corrections among them.</summary>
    public IReadOnlyList<StatusEntry> Statuses => statuses;

    /// <summary>The entry that says what the engagement is now; the statuses must be loaded.</summary>
    public StatusEntry Current => StatusHistory.Standing(statuses)[^1];

    /// <summary>HESA SCSMODE 01, 02 and 03.</summary>
    public bool IsFullTime => Mode is "01" or "02" or "03";

    /// <summary>Running or still to come.</summary>
    public bool IsOpen => OpenStatuses.Contains(Status);

    public void Sponsor(bool isSponsored) => IsSponsored = isSponsored;

    /// <summary>What admissions says (F005) of a place that was accepted through UCAS. Once the student is more than expected only the end is taken.</summary>
    public void HandOver(DateOnly start, DateOnly? expectedEnd, string mode, bool isSponsored)
    {
        ExpectedEnd = expectedEnd ?? ExpectedEnd;
        if (Status == EngagementStatus.Expected)
        {
            (Start, Mode, IsSponsored) = (start, mode, isSponsored);
        }
    }

    public void StudyAt(Venue? venue)
    {
        Venue = venue;
        VenueId = venue?.Id;
    }

    /// <summary>The course session that the day falls in, opened when there is none yet.</summary>
    public CourseSession SessionFor(DateOnly day)
    {
        var year = SessionYear.For(Start, day);
        return SessionOf(year.Id, day) ?? Open(year, YearsBegun + 1);
    }

    private int YearsBegun => sessions.Select(s => s.SessionYear).Distinct().Count();

    private CourseSession? SessionOf(string year, DateOnly day)
    {
        var parts = sessions.Where(s => s.SessionYear == year).OrderBy(s => s.Part).ToList();
        return parts.FindLast(s => s.Start <= day) ?? parts.FirstOrDefault();
    }

    private CourseSession Open(SessionYear year, int yearOfProgramme)
    {
        var session = new CourseSession(this, year.Id, 1, year.Start < Start ? Start : year.Start, year.End, yearOfProgramme);
        sessions.Add(session);
        return session;
    }
}
