namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>A colour, ready as the operators that set it for filling and for lines.</summary>
internal sealed record Ink(string Fill, string Stroke)
{
    public static Ink Grey(string level) => new($"{level} g ", $"{level} G ");

    public static Ink Colour(string red, string green, string blue) =>
        new($"{red} {green} {blue} rg ", $"{red} {green} {blue} RG ");
}
