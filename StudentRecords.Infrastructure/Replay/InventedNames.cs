using System.Globalization;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>Names for people whose source has none: made from the id alone, the same every time, and marked as invented.</summary>
internal static class InventedNames
{
    private static readonly string[] Women = ["Aisha", "Alice", "Amara", "Anna", "Beatrice", "Bronwen", "Carys", "Charlotte", "Chloe", "Clara", "Daisy", "Eilidh", "Eleanor", "Elin", "Ella", "Emily", "Esther", "Fatima", "Fiona", "Freya", "Grace", "Hannah", "Heather", "Imogen", "Isla", "Jasmine", "Joanna", "Kirsty", "Laura", "Leah", "Lucy", "Mairi", "Maria", "Megan", "Mei", "Mina", "Nadia", "Niamh", "Olivia", "Priya", "Rhian", "Rosa", "Ruth", "Sana", "Sarah", "Siân", "Sofia", "Tamsin", "Yasmin", "Zoë"];
    private static readonly string[] Men = ["Adam", "Ahmed", "Aidan", "Alasdair", "Amir", "Andrew", "Anil", "Ben", "Callum", "Daniel", "David", "Dewi", "Dylan", "Edward", "Emeka", "Ewan", "Finlay", "George", "Gethin", "Hamish", "Harry", "Hugh", "Ibrahim", "Ieuan", "Isaac", "Jack", "James", "Jamal", "Joseph", "Kofi", "Liam", "Lewis", "Marcus", "Matthew", "Michael", "Nikhil", "Oliver", "Owen", "Patrick", "Peter", "Rhys", "Robert", "Rory", "Samuel", "Simon", "Thomas", "Tomasz", "Victor", "William", "Yusuf"];
    private static readonly string[] Onsets = ["Ald", "Ash", "Barn", "Beck", "Bram", "Brad", "Carn", "Chad", "Cold", "Dun", "East", "Elm", "Fair", "Glen", "Grim", "Hal", "Hart", "Hazel", "Kirk", "Lang", "Lin", "Marsh", "Mill", "Nor", "Oak", "Pen", "Red", "Ros", "Sand", "Shel", "Stan", "Stock", "Sutt", "Thorn", "Tre", "Wal", "West", "Whit", "Win", "Wood"];
    private static readonly string[] Ends = ["bourne", "brook", "bury", "by", "combe", "cote", "croft", "dale", "den", "don", "field", "ford", "gate", "ham", "hurst", "ington", "land", "ley", "mere", "more", "ridge", "shaw", "ton", "well", "wick", "wood", "worth", "yard"];

    public static (string Family, string Given) For(string student, string gender)
    {
        var mix = uint.Parse(student, CultureInfo.InvariantCulture) * 2654435761u;
        var given = gender == "F" ? Women : Men;
        return (Onsets[mix % (uint)Onsets.Length] + Ends[mix / 64 % (uint)Ends.Length], given[mix / 4096 % (uint)given.Length]);
    }
}
