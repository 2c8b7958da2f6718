using System.Globalization;

namespace StudentRecords.Domain.Students;

/// <summary>Countries by their two letters: ISO 3166, with the parts of the United Kingdom as HESA codes them.</summary>
public static class CountryCodes
{
    private static readonly Dictionary<string, string> Additions = new()
    {
        ["XF"] = "England", ["XG"] = "Northern Ireland", ["XH"] = "Scotland", ["XI"] = "Wales", ["XK"] = "United Kingdom, part not known",
        ["XL"] = "Channel Islands", ["IM"] = "Isle of Man", ["ZZ"] = "Not known", ["GB"] = "United Kingdom",
    };

    private static readonly Lazy<Dictionary<string, string>> Names = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name)).Where(r => r.TwoLetterISORegionName.Length == 2)
        .GroupBy(r => r.TwoLetterISORegionName).ToDictionary(g => g.Key, g => g.First().EnglishName));

    /// <summary>The country's name, or the code where it has none here.</summary>
    public static string Name(string code) => Additions.TryGetValue(code, out var name) || Names.Value.TryGetValue(code, out name) ? name : code;
}
