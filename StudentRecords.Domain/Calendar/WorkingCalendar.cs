namespace StudentRecords.Domain.Calendar;

/// <summary>Which public holidays an institution keeps.</summary>
public enum PublicHolidays
{
    EnglandAndWales,
    None,
}

/// <summary>Days on which an institution is closed beside weekends and public holidays, both ends among them.</summary>
public sealed record ClosedDays(DateOnly From, DateOnly To);

/// <summary>Which days an institution works. Held as data beside the rule that counts by it, so that a rule's version always counts alike.</summary>
public sealed record WorkingCalendar
{
    public static readonly WorkingCalendar Usual = new();

    public PublicHolidays Holidays { get; init; }

    public IReadOnlyList<ClosedDays> Closed { get; init; } = [];

    public bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !(Holidays == PublicHolidays.EnglandAndWales && BankHolidays.IsInEnglandAndWales(day))
        && !Closed.Any(c => day >= c.From && day <= c.To);

    /// <summary>The day on which so many working days have gone by since.</summary>
    public DateOnly After(DateOnly from, int workingDays)
    {
        var day = from;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorking(day) ? 1 : 0;
        }

        return day;
    }
}
