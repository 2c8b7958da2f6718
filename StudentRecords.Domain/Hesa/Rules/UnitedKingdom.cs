namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>Homes that count as in the United Kingdom: its parts and the islands.</summary>
internal static class UnitedKingdom
{
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "XF", "XG", "XH", "XI", "XK", "XL", "GG", "JE", "IM" };

    public static bool Holds(string? country) => country is not null && Codes.Contains(country);
}
