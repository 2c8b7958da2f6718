using System.Globalization;

namespace StudentRecords.Infrastructure.Hesa.Facts;

/// <summary>A fact's value as it is typed and shown.</summary>
internal static class FactText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        decimal number => number.ToString("0.#", CultureInfo.InvariantCulture),
        IFormattable other and not Enum => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether what was typed is the value: 20.0 is 20.</summary>
    public static bool IsSame(object? value, string typed) => value is decimal number
        ? decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && read == number
        : Of(value) == typed;
}
