using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>The one typographic system of all documents. Greys keep a contrast of at least 4.5 to 1 on white wherever they carry text.</summary>
internal static class Typography
{
    public static readonly Ink Black = Ink.Grey("0.11");
    public static readonly Ink Muted = Ink.Grey("0.36");
    public static readonly Ink Hairline = Ink.Grey("0.82");
    public static readonly Ink Line = Ink.Grey("0.45");
    public static readonly Ink Accent = Ink.Colour("0.10", "0.24", "0.40");
    public static readonly Ink BarQuiet = Ink.Colour("0.66", "0.73", "0.80");

    public static readonly TextStyle Institution = new(9, 12, Accent, IsBold: true);
    public static readonly TextStyle Classification = new(8, 12, Muted);
    public static readonly TextStyle Title = new(21, 25, Black, IsBold: true);
    public static readonly TextStyle Subtitle = new(11, 15, Muted);
    public static readonly TextStyle Body = new(9.5, 13, Black);
    public static readonly TextStyle Note = new(8, 10.5, Muted);
    public static readonly TextStyle Caption = new(8.5, 11.5, Black, IsBold: true);
    public static readonly TextStyle Term = new(8.5, 12.5, Muted);
    public static readonly TextStyle Value = new(9, 12.5, Black);
    public static readonly TextStyle Cell = new(8.5, 11, Black);
    public static readonly TextStyle ColumnHeading = new(8, 10, Muted, IsBold: true);
    public static readonly TextStyle ChartLabel = new(7.5, 9.5, Muted);
    public static readonly TextStyle ChartValue = new(7.5, 9.5, Black);
    public static readonly TextStyle Furniture = new(7.5, 10, Muted);

    public static readonly TextStyle CentredPlain = new(11, 16, Muted);
    public static readonly TextStyle CentredLarge = new(15, 21, Black);
    public static readonly TextStyle CentredLargest = new(24, 31, Accent, IsBold: true);

    private static readonly TextStyle[] Headings =
    [
        new(15, 19, Accent, IsBold: true),
        new(11.5, 15, Black, IsBold: true),
        new(9.5, 13, Black, IsBold: true),
    ];

    public static TextStyle Heading(int level) => Headings[level - 1];
}
