using System.Globalization;

namespace StudentRecords.Domain.Calendar;

/// <summary>
/// The twelve months that a course session belongs to (HESA SESSIONYEARID). Who enters from August to December studies in
/// academic years; who enters later in the year has session years of their own from the first of the month of entry:
/// February starters from 1 February to 31 January.
/// </summary>
/// <param name="Id">2023/24, or 2024-02 for a year that begins in February 2024.</param>
public readonly record struct SessionYear(string Id, DateOnly Start, DateOnly End)
{
    /// <summary>The session year in which <paramref name="day"/> falls for somebody who entered on <paramref name="entry"/>.</summary>
    public static SessionYear For(DateOnly entry, DateOnly day)
    {
        var month = entry.Month >= 8 ? 8 : entry.Month;
        var start = new DateOnly(day.Month >= month ? day.Year : day.Year - 1, month, 1);
        return new SessionYear(
            month == 8 ? new AcademicYear(start.Year).ToString() : string.Create(CultureInfo.InvariantCulture, $"{start.Year}-{month:00}"),
            start,
            start.AddYears(1).AddDays(-1));
    }

    /// <summary>The collection year in which it is returned: the one in which it starts.</summary>
    public AcademicYear ReturnedIn => AcademicYear.Of(Start);
}
