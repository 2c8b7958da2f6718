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

    /// <summary>How many working days ahead a last day is near.</summary>
    public const int NearWorkingDays = 2;

    /// <summary>The contacts missed in a row, run by run and the oldest first; excused ones count neither way.</summary>
    public static IReadOnlyList<IReadOnlyList<AttendanceRecord>> Runs(IEnumerable<AttendanceRecord> records)
    {
        List<List<AttendanceRecord>> runs = [[]];
        foreach (var record in InOrder(records))
        {
            if (record.Mark == AttendanceMark.Absent)
            {
                runs[^1].Add(record);
            }
            else if (runs[^1].Count > 0)
            {
                runs.Add([]);
            }
        }

        return [.. runs.Where(r => r.Count > 0)];
    }

    /// <summary>The run up to the last contact; empty when the student was seen at it.</summary>
    public static IReadOnlyList<AttendanceRecord> Running(IReadOnlyCollection<AttendanceRecord> records) =>
        Runs(records) is [.., var last] && last[^1] == InOrder(records).Last() ? last : [];

    /// <summary>Last day on which it may be reported.</summary>
    public static DateOnly ReportBy(DateOnly known) => WorkingCalendar.Usual.After(known, WorkingDays);

    /// <summary>The last day that is near: no more than two working days are left until it is over.</summary>
    public static DateOnly NearUntil(DateOnly today) => WorkingCalendar.Usual.After(today, NearWorkingDays);

    private static IEnumerable<AttendanceRecord> InOrder(IEnumerable<AttendanceRecord> records) => records.Where(r => r.Mark != AttendanceMark.Excused).OrderBy(r => r.On).ThenBy(r => r.Id);
}
