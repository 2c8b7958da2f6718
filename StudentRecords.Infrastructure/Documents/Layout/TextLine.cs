namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>A piece of a line in one weight. A space at the line's end is kept, so that words do not run together when read out.</summary>
internal readonly record struct TextPiece(string Text, bool IsBold, double Width);

/// <summary>A set line; its width does not count spaces at the end.</summary>
internal readonly record struct TextLine(TextPiece[] Pieces, double Width)
{
    public static readonly TextLine Empty = new([], 0);
}
