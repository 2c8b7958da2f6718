using System.Globalization;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>A row of the loans company's file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Code">REG, ATT or COC.</param>
/// <param name="Support">Number by which the company knows the student.</param>
/// <param name="Says">Y, N or the circumstance.</param>
internal sealed record LoanLine(int Number, string Code, string Support, string Engagement, string Year, string Point, string Says, string Day, long Pence)
{
    private static readonly string[] Codes = ["REG", "ATT", "COC"];

    /// <summary>Where its kind stands in a file.</summary>
    public int Place => Array.IndexOf(Codes, Code);

    /// <exception cref="InvalidDataException">It is no row.</exception>
    public static LoanLine Of(string[] fields)
    {
        FormatCheck.That(fields is ["D", _, "REG" or "ATT" or "COC", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }, _, _] && IsDay(fields[8]), $"{string.Join('|', fields)} is no row D|row|code|support number|engagement|year|liability point|word|day|pounds");
        FormatCheck.That(fields[2] switch { "REG" => fields[7] == "Y", "ATT" => fields[7] is "Y" or "N" && fields[6].Length > 0, _ => true }, $"{fields[2]} cannot say {fields[7]}");
        FormatCheck.That(fields[5].Length == 0 || fields[5] is [_, _, _, _, '/', _, _], $"{fields[5]} is no academic year");
        FormatCheck.That(int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number), $"{fields[1]} is no row");
        var pounds = 0m;
        FormatCheck.That(fields[9].Length == 0 || (decimal.TryParse(fields[9], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out pounds) && fields[9] == Money((long)(pounds * 100))), $"{fields[9]} is no sum in pounds and pence");
        return new LoanLine(number, fields[2], fields[3], fields[4], fields[5], fields[6], fields[7], fields[8], (long)(pounds * 100));
    }

    public static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static string Money(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What the row says, in the words of its message.</summary>
    public RowTold Told() => Code switch
    {
        "REG" => RowTold.Of("SlcRegistrationConfirmed", new { supportNumber = Support, engagement = Engagement, academicYear = Year }),
        "ATT" => RowTold.Of(Says == "Y" ? "SlcAttendanceConfirmed" : "SlcAttendanceRefused", new { supportNumber = Support, engagement = Engagement, academicYear = Year, liabilityPoint = Point }),
        _ => RowTold.Of("SlcChangeOfCircumstance", new { supportNumber = Support, engagement = Engagement, academicYear = Year, circumstance = Says }),
    };
}
