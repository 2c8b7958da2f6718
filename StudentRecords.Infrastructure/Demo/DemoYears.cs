using StudentRecords.Domain.Calendar;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>The three academic years that the demo institution's record covers, and the dates in each.</summary>
internal static class DemoYears
{
    public const int First = 2022;
    public const int Newest = 2024;

    /// <summary>The day on which the story stops: the newest year's summer boards are about to meet.</summary>
    public static readonly DateOnly StoryEnds = new(2025, 6, 20);

    public static string Name(int year) => new AcademicYear(year).ToString();

    /// <summary>First day of teaching: the last Monday of September.</summary>
    public static DateOnly Begins(int year)
    {
        var day = new DateOnly(year, 9, 30);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    public static (DateOnly Start, DateOnly End) Period(int year, string period) => period switch
    {
        "Autumn" => (Begins(year), new DateOnly(year + 1, 1, 24)),
        "Spring" => (new DateOnly(year + 1, 1, 27), new DateOnly(year + 1, 6, 6)),
        _ => (Begins(year), new DateOnly(year + 1, 6, 6)),
    };
}
