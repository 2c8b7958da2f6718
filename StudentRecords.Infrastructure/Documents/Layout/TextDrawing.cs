using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Puts set lines on a page.</summary>
internal static class TextDrawing
{
    public static void Lines(this Page page, IReadOnlyList<TextLine> lines, TextStyle style, double left, double top)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            page.Line(lines[i], style, left, top + i * style.Leading);
        }
    }

    /// <summary>Draws a line; the top is that of its leading.</summary>
    public static void Line(this Page page, TextLine line, TextStyle style, double left, double top)
    {
        foreach (var piece in line.Pieces)
        {
            if (piece.Text.Length > 0)
            {
                page.Text(piece.Text, piece.IsBold, style.Size, style.Ink, left, top + style.Rise);
            }

            left += piece.Width;
        }
    }

    /// <summary>Draws a line within a width as aligned.</summary>
    public static void Line(this Page page, TextLine line, TextStyle style, Alignment alignment, double left, double width, double top) =>
        page.Line(line, style, left + alignment switch
        {
            Alignment.Right => width - line.Width,
            Alignment.Centre => (width - line.Width) / 2,
            _ => 0,
        }, top);
}
