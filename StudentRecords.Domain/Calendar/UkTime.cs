namespace StudentRecords.Domain.Calendar;

/// <summary>Moments are kept in UTC; deadlines, "today" and what a person reads are in the time of the United Kingdom.</summary>
public static class UkTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The moment as a UK clock shows it.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, London);

    /// <summary>The UK calendar day of the moment.</summary>
    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Of(moment).DateTime);

    /// <summary>The moment at which a UK clock shows this day and time, in UTC. A time that summer time skips is an hour later; one that comes twice is the second.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Today in the United Kingdom by this clock.</summary>
    public static DateOnly Today(this TimeProvider clock) => Day(clock.GetUtcNow());

    /// <summary>The last second of the day on a UK clock: until then a piece of work due on it is in time.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day, new TimeOnly(23, 59, 59));
}
