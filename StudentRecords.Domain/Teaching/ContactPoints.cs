using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Teaching;

/// <summary>
/// When missed contact is to be reported to the Home Office (student sponsor guidance: a student who misses ten expected contacts in a
/// row is reported within ten working days).
/// </summary>
public static class ContactPoints
{
    public const int MostMissed = 10;

    public const int WorkingDays = 10;

    /// <summary>Missed in a row up to the last contact; excused ones count neither way.</summary>
    public static int MissedInARow(IEnumerable<AttendanceRecord> records) => records.Where(r => r.Mark != AttendanceMark.Excused).OrderByDescending(r => r.On).ThenByDescending(r => r.Id)
        .TakeWhile(r => r.Mark == AttendanceMark.Absent).Count();

    /// <summary>Last day on which it may be reported.</summary>
    public static DateOnly ReportBy(DateOnly known)
    {
        var day = known;
        for (var left = WorkingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= WorkingCalendar.Usual.IsWorking(day) ? 1 : 0;
        }

        return day;
    }
}
