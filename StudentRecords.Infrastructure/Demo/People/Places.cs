using System.Globalization;
using System.Text;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Demo.People;

/// <summary>Addresses that are well formed and lead nowhere: no such postcode area exists, and no such telephone number is given out.</summary>
internal static class Places
{
    private static readonly string[] Areas = ["WX", "HY", "BW", "GK", "LK", "MB", "SX"];
    private static readonly string[] Streets = ["Alma Terrace", "Bridge Street", "Chapel Row", "Church Lane", "Fell View", "Kirkgate", "Mill Lane", "Moor Road", "Orchard Close", "Quarry Hill", "Station Road", "Tanner's Yard", "Victoria Street", "Weaver's Croft"];
    private static readonly string[] Towns = ["Wexmoor", "Hexley Bridge", "Marrowdale", "Oldthwaite", "Penny Moss", "Scarholme", "Thornby-on-Wex", "Upper Laxley"];
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    public static string Postcode(Dice dice) => $"{dice.Pick(Areas)}{1 + dice.Roll(28)} {1 + dice.Roll(9)}{Inward(dice)}";

    public static string Inward(Dice dice) => $"{InwardLetters[dice.Roll(InwardLetters.Length)]}{InwardLetters[dice.Roll(InwardLetters.Length)]}";

    public static string Address(Dice dice, string postcode) => $"{1 + dice.Roll(140)} {dice.Pick(Streets)}, {dice.Pick(Towns)}, {postcode}";

    public static string Abroad(Dice dice, string country) => $"P.O. Box {1000 + dice.Roll(8999)}, {country}";

    public static string Email(PersonName name, string mark)
    {
        var letters = $"{name.Given.Split(' ')[0]}.{name.Family}".Replace('ø', 'o').Replace('ł', 'l').Replace('Ł', 'L').Replace('ı', 'i').Replace('đ', 'd').Replace('Đ', 'D').Replace("ß", "ss", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && (char.IsAsciiLetter(c) || c is '.' or '-'));
        return $"{string.Concat(letters).ToLowerInvariant()}{mark}@student.wexmoor.example";
    }
}
