using System.Globalization;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>
/// When a presentation runs. B is a start on 1 February, J on 1 October; every date is moved on by ten years, so that 2013B falls
/// in 2022/23, 2013J and 2014B in 2023/24 and 2014J in 2024/25.
/// </summary>
internal readonly record struct OuladPresentation
{
    private const int YearsOn = 10;

    public OuladPresentation(string code) => Start = new DateOnly(int.Parse(code.AsSpan(0, 4), CultureInfo.InvariantCulture) + YearsOn, code[4] == 'B' ? 2 : 10, 1);

    public DateOnly Start { get; }

    public AcademicYear Year => AcademicYear.Of(Start);

    /// <summary>The day that the data counts as <paramref name="offset"/> from the start; the day before the start is −1.</summary>
    public DateOnly Day(int offset) => Start.AddDays(offset);
}
