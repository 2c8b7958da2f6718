using StudentRecords.Domain.Teaching;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F013 AttendanceRecorded, AttendanceCorrected: a student at a teaching event.</summary>
public sealed record AttendanceTold
{
    public required PersonRef Student { get; init; }

    /// <summary>Timetabling's id of the teaching event.</summary>
    public required string Event { get; init; }
    public required AttendanceMark Mark { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/event", Event, 100).That(Enum.IsDefined(Mark), "/mark", "is none of Present, Late, Absent, Excused.");
}

/// <summary>F013 EngagementIndicatorUpdated: how present a student is.</summary>
public sealed record IndicatorTold
{
    public required PersonRef Student { get; init; }
    public required decimal Percent { get; init; }
    public required DateOnly AsOf { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Between("/percent", Percent, 0, 100).Past("/asOf", AsOf);
}

/// <summary>F013 AbsenceAlertRaised: attendance monitoring misses a student.</summary>
public sealed record AbsenceAlert
{
    public required PersonRef Student { get; init; }
    public required string Alert { get; init; }
    public required DateOnly RaisedOn { get; init; }

    /// <summary>Events missed in a row.</summary>
    public required int Missed { get; init; }
    public DateOnly? LastSeenOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/alert", Alert, 60).Past("/raisedOn", RaisedOn).Between("/missed", Missed, 1, 1000).Past("/lastSeenOn", LastSeenOn);
}
