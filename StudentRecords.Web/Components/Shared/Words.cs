using System.Globalization;
using System.Text.RegularExpressions;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Web.Components.Shared;

/// <summary>How the product writes things: one way for names, days, moments and numbers.</summary>
public static partial class Words
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    private static readonly HashSet<string> Abbreviations = ["Slc", "Ucas", "Hesa", "Sid", "Uln", "Ukvi", "Cas", "Pdf", "Csv", "Xml", "Dsa"];

    /// <summary>RegistryOfficer becomes "Registry officer".</summary>
    public static string Of(Enum value) => Of(value.ToString());

    /// <summary>EnrolmentStatusView becomes "Enrolment status view", ApplyF016 "Apply F016", SlcRegistrationConfirmed "SLC registration confirmed".</summary>
    public static string Of(string pascalCase)
    {
        var words = Parts().Matches(pascalCase).Select((part, i) => Abbreviations.Contains(part.Value) ? part.Value.ToUpperInvariant()
            : i == 0 || part.Value.Any(char.IsDigit) ? part.Value : part.Value.ToLowerInvariant());
        return string.Join(' ', words) is { Length: > 0 } text ? text : pascalCase;
    }

    /// <summary>The name of a kind of job: SeedDemoJob becomes "Seed demo".</summary>
    public static string OfJob(string kind) => Of(kind.EndsWith("Job", StringComparison.Ordinal) ? kind[..^3] : kind);

    /// <summary>3 Oct 2026.</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", British);

    /// <summary>3 Oct 2026, 14:05, as a UK clock shows it.</summary>
    public static string Of(DateTimeOffset moment) => UkTime.Of(moment).ToString("d MMM yyyy, HH:mm", British);

    /// <summary>12,345.</summary>
    /// <summary>A length of time in its largest unit: 40 s, 12 min, 3 h, 2 days.</summary>
    public static string Of(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => $"{length.TotalSeconds:0} s",
        { TotalHours: < 1 } => $"{Math.Floor(length.TotalMinutes):0} min",
        { TotalDays: < 2 } => $"{Math.Floor(length.TotalHours):0} h",
        _ => $"{Math.Floor(length.TotalDays):0} days",
    };

    public static string Of(int number) => number.ToString("N0", British);

    public static string Of(long number) => number.ToString("N0", British);

    /// <summary>62.5; no trailing noughts.</summary>
    public static string Of(decimal number) => number.ToString("0.####", British);

    /// <summary>"1 user", "2 users".</summary>
    public static string Count(int number, string one, string? many = null) => $"{Of(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>Whatever a table cell may hold; empty for nothing.</summary>
    public static string OfAny(object? value) => value switch
    {
        null => "",
        string s => s,
        bool b => b ? "Yes" : "No",
        Enum e => Of(e),
        DateOnly d => Of(d),
        DateTimeOffset m => Of(m),
        int i => Of(i),
        long l => Of(l),
        decimal d => Of(d),
        _ => Convert.ToString(value, British) ?? "",
    };

    [GeneratedRegex("[A-Z]?[^A-Z]+|[A-Z]+")]
    private static partial Regex Parts();
}
