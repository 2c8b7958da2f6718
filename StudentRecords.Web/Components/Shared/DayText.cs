using System.Globalization;

namespace StudentRecords.Web.Components.Shared;

/// <summary>Days as people in Britain type them: 3 Oct 2026, 3/10/2026, 3.10.26, 2026-10-03.</summary>
public static class DayText
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    private static readonly string[] Forms =
        ["d MMM yyyy", "d MMMM yyyy", "d MMM yy", "d/M/yyyy", "d/M/yy", "d.M.yyyy", "d.M.yy", "d-M-yyyy", "d M yyyy", "yyyy-MM-dd"];

    /// <summary>British English abbreviates September to Sept; people type both.</summary>
    public static bool TryRead(string text, out DateOnly day)
    {
        var plain = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return DateOnly.TryParseExact(plain, Forms, British, DateTimeStyles.None, out day)
            || DateOnly.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
