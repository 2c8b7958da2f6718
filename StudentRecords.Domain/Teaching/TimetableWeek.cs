using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Teaching;

/// <summary>Weeks of a timetable: they begin on Monday, by the clock of the United Kingdom.</summary>
public static class TimetableWeek
{
    /// <summary>The Monday of the week in which the moment lies.</summary>
    public static DateOnly Of(DateTimeOffset moment) => Of(UkTime.Day(moment));

    /// <summary>The Monday of the day's week.</summary>
    public static DateOnly Of(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>First moment of the week, and the first of the next.</summary>
    public static (DateTimeOffset First, DateTimeOffset Next) Bounds(DateOnly monday) => (UkTime.At(monday, TimeOnly.MinValue), UkTime.At(monday.AddDays(7), TimeOnly.MinValue));
}
