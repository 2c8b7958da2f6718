using System.Globalization;
using System.Text.RegularExpressions;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Integration;

/// <summary>What the words of a flow's cadence promise (integration.md A.1, or this institution's own words): the first part of them, up to a semicolon.</summary>
/// <param name="Within">How long what is due may wait: "event &lt;=5 min", "hourly", "nightly".</param>
/// <param name="SilentDays">After how many working days without a word its sender is missed; null where it speaks only when something happens.</param>
public sealed partial record FlowPromise(TimeSpan Within, int? SilentDays)
{
    private static readonly (string Word, TimeSpan Within, int? SilentDays)[] Rhythms =
    [
        ("hourly", TimeSpan.FromHours(1), 1), ("fortnightly", TimeSpan.FromDays(14), 11), ("nightly", TimeSpan.FromDays(1), 2), ("daily", TimeSpan.FromDays(1), 2), ("weekly", TimeSpan.FromDays(7), 6), ("monthly", TimeSpan.FromDays(31), 23), ("second", TimeSpan.FromMinutes(1), null),
        ("same day", TimeSpan.FromDays(1), null), ("termly", TimeSpan.FromDays(1), null), ("annual", TimeSpan.FromDays(1), null),
    ];

    private static readonly string[] Often = ["event", "after", "hourly", "nightly", "daily"];
    private static readonly (string Word, int Days)[] Seldom = [("fortnightly", 14), ("weekly", 7), ("monthly", 28), ("termly", 84), ("annual", 330)];

    /// <summary>An event is with its receiver within a quarter of an hour where the words give no other time.</summary>
    private static readonly FlowPromise Event = new(TimeSpan.FromMinutes(15), null);

    /// <summary>How many days lie at least between two extracts by these words; none where they are made every night: "termly and after boards" asks each night whether a board has decided.</summary>
    public static int DaysBetweenExtracts(string cadence)
    {
        var words = cadence.Split(';')[0].ToLowerInvariant().Split(' ', ',');
        return words.Intersect(Often).Any() ? 0 : Array.Find(Seldom, s => words.Contains(s.Word)).Days;
    }

    public static FlowPromise Of(string cadence)
    {
        var words = cadence.Split(';')[0];
        if (Time().Match(words) is { Success: true } time)
        {
            var number = int.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture);
            return new(time.Groups[2].Value[0] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) }, null);
        }

        return words.Contains("event", StringComparison.OrdinalIgnoreCase) || Array.Find(Rhythms, r => words.Contains(r.Word, StringComparison.OrdinalIgnoreCase)) is not { Word: not null } rhythm
            ? Event
            : new(rhythm.Within, rhythm.SilentDays);
    }

    /// <summary>Whether a sender that spoke last at that moment is missed by now.</summary>
    public bool Misses(DateTimeOffset last, DateTimeOffset now)
    {
        if (SilentDays is not { } most)
        {
            return false;
        }

        var (day, today, silent) = (UkTime.Day(last), UkTime.Day(now), 0);
        while (silent <= most && (day = day.AddDays(1)) < today)
        {
            silent += WorkingCalendar.Usual.IsWorking(day) ? 1 : 0;
        }

        return silent > most;
    }

    [GeneratedRegex(@"(\d{1,4}) ?(s|sec|seconds?|min|minutes?|h|hours?|days?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
