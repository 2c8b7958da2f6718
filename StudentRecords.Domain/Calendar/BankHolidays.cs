namespace StudentRecords.Domain.Calendar;

/// <summary>The bank holidays of England and Wales: worked by their rules, and the days that were proclaimed beside them (gov.uk/bank-holidays).</summary>
public static class BankHolidays
{
    private static readonly DateOnly[] Proclaimed = [new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8)];

    /// <summary>Holidays that were moved in one year: VE Day 75, the Platinum Jubilee.</summary>
    private static readonly Dictionary<DateOnly, DateOnly> Moved = new() { [new(2020, 5, 4)] = new(2020, 5, 8), [new(2022, 5, 30)] = new(2022, 6, 2) };

    public static bool IsInEnglandAndWales(DateOnly day) => EnglandAndWales(day.Year).Contains(day);

    /// <summary>The bank holidays of one calendar year, substitute days among them.</summary>
    public static IReadOnlySet<DateOnly> EnglandAndWales(int year)
    {
        var easter = EasterSunday(year);
        var christmas = new DateOnly(year, 12, 25);
        DateOnly[] all =
        [
            Weekday(new DateOnly(year, 1, 1)), easter.AddDays(-2), easter.AddDays(1),
            FirstMonday(year, 5), LastMonday(year, 5), LastMonday(year, 8),
            .. christmas.DayOfWeek switch
            {
                DayOfWeek.Friday => [christmas, christmas.AddDays(3)],
                DayOfWeek.Saturday => [christmas.AddDays(2), christmas.AddDays(3)],
                DayOfWeek.Sunday => [christmas.AddDays(1), christmas.AddDays(2)],
                _ => (DateOnly[])[christmas, christmas.AddDays(1)],
            },
        ];
        return all.Select(d => Moved.GetValueOrDefault(d, d)).Concat(Proclaimed.Where(d => d.Year == year)).ToHashSet();
    }

    /// <summary>By the Gregorian reckoning (Meeus, Jones, Butcher).</summary>
    private static DateOnly EasterSunday(int year)
    {
        int golden = year % 19, century = year / 100, rest = year % 100;
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * shift) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((8 - (int)first.DayOfWeek) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }
}
