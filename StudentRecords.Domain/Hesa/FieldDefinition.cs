using System.Globalization;
using System.Text.RegularExpressions;

namespace StudentRecords.Domain.Hesa;

/// <summary>One field of an entity in one collection.</summary>
public sealed partial class FieldDefinition
{
    /// <summary>XML element name.</summary>
    public required string Name { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>Longest value, in characters.</summary>
    public required int Length { get; init; }

    /// <summary>Must be there in every entity of this kind; otherwise coverage decides.</summary>
    public bool Required { get; init; }

    public string Meaning { get; init; } = "";

    /// <summary>Nations or cases that it is collected for; empty for all.</summary>
    public string AppliesTo { get; init; } = "";

    /// <summary>Known values and what they mean; a value that is not among them is no fault where the list is inferred.</summary>
    public IReadOnlyDictionary<string, string?> Codes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Said again whenever another field of its entity is amended (QUALITT).</summary>
    public bool FollowsAmendment { get; init; }

    /// <summary>What of this definition is inferred and not published: name, length, codes, collections.</summary>
    public IReadOnlyList<string> Inferred { get; init; } = [];

    /// <summary>Place in the entity: keys first, then by name.</summary>
    public int Index { get; internal set; }

    /// <summary>Null when the value has the field's form; otherwise what is wrong with it. Lengths that are inferred do not refuse.</summary>
    public string? FaultOf(string value)
    {
        if (value.Length > Length && !Inferred.Contains("length"))
        {
            return $"is longer than {Length} characters";
        }

        return Type switch
        {
            FieldType.Date when !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "is not a date (yyyy-MM-dd)",
            FieldType.Year when !Digits(4).IsMatch(value) => "is not a year",
            FieldType.Ukprn when !Digits(8).IsMatch(value) => "is not a UKPRN of eight digits",
            FieldType.Integer when !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) => "is not a whole number",
            FieldType.Decimal when !decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => "is not a number",
            _ => null,
        };
    }

    /// <summary>Null when the value is among the codes, or none are known.</summary>
    public string? DoubtOf(string value) => Codes.Count == 0 || Codes.ContainsKey(value) ? null
        : Inferred.Contains("codes") ? "is not among the codes known for it; the full list is not published here" : "is not one of its codes";

    private static Regex Digits(int count) => count == 4 ? FourDigits() : EightDigits();

    [GeneratedRegex("^[0-9]{4}$")]
    private static partial Regex FourDigits();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex EightDigits();
}
