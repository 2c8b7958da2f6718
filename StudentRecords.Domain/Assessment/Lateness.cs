using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Assessment;

/// <summary>How late a piece of work is, by the clock where both moments are known and by the day where they are not.</summary>
internal static class Lateness
{
    /// <summary>0 when it is in time; a late piece is at least one day late, whatever day that was.</summary>
    public static int Days(LateClause clause, DateTimeOffset due, TakenMark mark)
    {
        var dueAt = UkTime.Of(due).DateTime;
        var periods = mark switch
        {
            { SubmittedAt: { } at } => (int)Math.Ceiling((UkTime.Of(at).DateTime - dueAt).TotalHours / 24),
            { SubmittedOn: { } on } => on.DayNumber - DateOnly.FromDateTime(dueAt).DayNumber,
            _ => 0,
        };
        return periods <= 0 ? 0
            : clause.Counts == LateCount.CalendarDays ? periods
            : Math.Max(1, Enumerable.Range(1, periods).Count(i => clause.Calendar.IsWorking(DateOnly.FromDateTime(dueAt).AddDays(i))));
    }

    /// <summary>What the mark comes to when it is so many days late.</summary>
    public static decimal Reduced(LateClause clause, int days, decimal earned)
    {
        if (clause.BandOf(days) is not { } band)
        {
            return Math.Min(earned, clause.After);
        }

        var times = band.Once ? 1 : days;
        var taken = times * ((earned * band.Share / 100) + band.Points);
        var left = Math.Max(Math.Max(earned - taken, 0), Math.Min(earned, band.Floor));
        return Math.Min(left, band.HeldAt ?? left);
    }
}
