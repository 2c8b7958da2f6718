using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Funding;

/// <summary>When Finance takes postings: between two times of a UK clock, on weekdays unless it says otherwise.</summary>
public sealed record PostingWindow
{
    public TimeOnly Opens { get; init; } = new(7, 0);

    public TimeOnly Closes { get; init; } = new(19, 0);

    /// <summary>Saturdays and Sundays too.</summary>
    public bool OnWeekends { get; init; }

    /// <summary>The moment itself while the window is open; otherwise when it opens next.</summary>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        var local = UkTime.Of(moment);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (IsWorkday(day) && time >= Opens && time < Closes)
        {
            return moment;
        }

        var next = IsWorkday(day) && time < Opens ? day : day.AddDays(1);
        while (!IsWorkday(next))
        {
            next = next.AddDays(1);
        }

        return UkTime.At(next, Opens);
    }

    private bool IsWorkday(DateOnly day) => OnWeekends || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
