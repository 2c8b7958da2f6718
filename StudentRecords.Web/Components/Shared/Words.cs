using System.Globalization;
using System.Text;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Web.Components.Shared;

/// <summary>How the product writes things: one way for names, days, moments and numbers.</summary>
public static class Words
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>RegistryOfficer becomes "Registry officer".</summary>
    public static string Of(Enum value) => Of(value.ToString());

    public static string Of(string pascalCase)
    {
        if (pascalCase.Length > 0 && char.IsLower(pascalCase[0]))
        {
            pascalCase = char.ToUpperInvariant(pascalCase[0]) + pascalCase[1..];
        }

        var text = new StringBuilder(pascalCase.Length + 8);
        for (var i = 0; i < pascalCase.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(pascalCase[i]);
            text.Append(starts ? " " : "").Append(starts ? char.ToLowerInvariant(pascalCase[i]) : pascalCase[i]);
        }

        return text.ToString();
    }

    /// <summary>3 Oct 2026.</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", British);

    /// <summary>3 Oct 2026, 14:05, as a UK clock shows it.</summary>
    public static string Of(DateTimeOffset moment) => UkTime.Of(moment).ToString("d MMM yyyy, HH:mm", British);

    /// <summary>12,345.</summary>
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
}
