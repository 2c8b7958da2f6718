using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Teaching;

/// <summary>How weeks are read from an address and written in it and on the page.</summary>
public static class WeekWords
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The Monday of the week that the address names; of this week where it names none.</summary>
    public static DateOnly Monday(string? week, TimeProvider clock) =>
        TimetableWeek.Of(DateOnly.TryParseExact(week, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : clock.Today());

    /// <summary>An address with the week and what else is chosen; what is empty is left out.</summary>
    public static string Address(string path, DateOnly monday, params (string Key, string? Value)[] chosen)
    {
        var rest = chosen.Where(c => !string.IsNullOrWhiteSpace(c.Value)).Select(c => $"&{c.Key}={Uri.EscapeDataString(c.Value!.Trim())}");
        return $"{path}?week={monday.ToString(Form, CultureInfo.InvariantCulture)}{string.Concat(rest)}";
    }

    /// <summary>09:00–10:00.</summary>
    public static string Hours(DateTimeOffset from, DateTimeOffset to) => $"{Hour(from)}–{Hour(to)}";

    /// <summary>09:00, as a UK clock shows it.</summary>
    public static string Hour(DateTimeOffset at) => UkTime.Of(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The grid's entries; what takes place without a clash says no more.</summary>
    public static IReadOnlyList<WeekEntry> Entries(IEnumerable<TimetableRow> rows) =>
        [.. rows.Select(r => new WeekEntry(r.StartsAt, r.EndsAt, $"{r.ModuleRun} {r.Kind}", string.Join(" · ", new[] { r.Room, r.Group, r.Staff }.Where(t => !string.IsNullOrEmpty(t))), r.State == TeachingState.Cancelled || r.Clashes ? Chips.Of(r.State, r.Clashes) : null))];
}
