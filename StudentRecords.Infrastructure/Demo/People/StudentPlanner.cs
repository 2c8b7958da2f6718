using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Demo.People;

/// <summary>Makes up the students of an intake; the same key gives the same person.</summary>
internal static class StudentPlanner
{
    private static readonly string[] Ethnicities = ["160", "160", "160", "160", "160", "160", "166", "179", "103", "104", "100", "101", "120", "121", "140", "142", "180", "998"];
    private static readonly string[] Religions = ["20", "20", "20", "20", "22", "22", "24", "21", "29", "30", "31", "31", "33", "80", "98"];
    private static readonly string[] Conditions = ["51", "51", "51", "53", "54", "55", "55", "56", "57", "58", "59", "96"];
    private static readonly int AtHome = NameStock.All.Sum(s => s.AtHome);
    private static readonly int FromAbroad = NameStock.All.Sum(s => s.FromAbroad);

    public static PlannedStudent Plan(string programme, int entry, int ordinal)
    {
        var dice = Dice.Of(programme, $"{entry}", $"{ordinal}");
        var postgraduate = programme.StartsWith("MSC", StringComparison.Ordinal);
        var international = dice.Chance(postgraduate ? 0.62 : 0.13);
        var stock = Stock(dice, international);
        var woman = dice.Chance(programme.StartsWith("BA", StringComparison.Ordinal) ? 0.56 : 0.34);
        var name = Name(dice, stock, woman);
        var postcode = Places.Postcode(dice);
        return new PlannedStudent
        {
            Programme = programme,
            Entry = entry,
            Ordinal = ordinal,
            Name = name,
            IsInternational = international,
            Ability = dice.Normal(postgraduate ? 63 : 60, 9),
            Ethnicity = international ? "997" : dice.Pick(Ethnicities),
            Religion = dice.Pick(Religions),
            Disabilities = dice.Chance(0.15) ? [dice.Pick(Conditions), .. dice.Chance(0.2) ? new[] { dice.Pick(Conditions) } : []] : ["95"],
            Details = new PersonDetails
            {
                DateOfBirth = Born(dice, entry, postgraduate),
                LegalSex = dice.Chance(0.008) ? "12" : woman ? "10" : "11",
                Nationality = stock.Nationality,
                Email = Places.Email(name, $"{entry % 100}{ordinal:000}"),
                Telephone = $"07700 900{dice.Digits(3)}",
                TermPostcode = $"WX{1 + dice.Roll(9)} {1 + dice.Roll(9)}{Places.Inward(dice)}",
                HomeAddress = international ? Places.Abroad(dice, stock.Country) : Places.Address(dice, postcode),
                HomePostcode = international ? null : postcode,
                HomeCountry = international ? stock.Country : stock.Country is "IE" ? "XF" : stock.Country,
            },
            AtEntry = new EntryDetails
            {
                HighestQualification = postgraduate ? "H0003" : dice.Chance(0.04) ? "X0000" : "P0013",
                HomeCountry = international ? stock.Country : stock.Country is "IE" ? "XF" : stock.Country,
                HomePostcode = international ? null : postcode,
                CareLeaver = postgraduate ? null : "99",
                UcasScheme = postgraduate || international ? null : "UC01",
            },
        };
    }

    private static NameStock Stock(Dice dice, bool international)
    {
        var left = dice.Roll(international ? FromAbroad : AtHome);
        return NameStock.All.First(s => (left -= international ? s.FromAbroad : s.AtHome) < 0);
    }

    private static PersonName Name(Dice dice, NameStock stock, bool woman)
    {
        var stems = woman ? stock.Women : stock.Men;
        var first = dice.Pick(stems);
        var second = dice.Chance(0.35) ? dice.Pick(stems) : first;
        var family = dice.Chance(0.04) ? $"{dice.Pick(stock.Families)}-{dice.Pick(stock.Families)}" : dice.Pick(stock.Families);
        var knownAs = dice.Chance(0.09) ? Short(dice, first, second, stock) : null;
        return new PersonName(family, second == first ? first : $"{first} {second}", knownAs);
    }

    /// <summary>The second name, a shorter form, or the English name that somebody has chosen.</summary>
    private static string Short(Dice dice, string first, string second, NameStock stock) => stock.Nationality switch
    {
        _ when second != first => second,
        "CN" or "VN" => dice.Pick<string>(["Alex", "Cindy", "Eric", "Jason", "Kevin", "Lily", "Vivian"]),
        _ => first.Length > 4 ? first[..3] : "Sam",
    };

    private static DateOnly Born(Dice dice, int entry, bool postgraduate)
    {
        var age = postgraduate ? 21 + dice.Roll(6) : 18 + (dice.Chance(0.3) ? 1 : 0);
        age += dice.Chance(0.12) ? 3 + dice.Roll(25) : 0;
        return dice.Day(new DateOnly(entry - age - 1, 9, 1), new DateOnly(entry - age, 8, 31));
    }
}
