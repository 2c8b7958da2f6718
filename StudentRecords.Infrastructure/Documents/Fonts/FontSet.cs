namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>The two weights as one document uses them.</summary>
internal sealed class FontSet
{
    public FontSet()
    {
        Regular = new FontUse(Typeface.Regular, Missing);
        Bold = new FontUse(Typeface.Bold, Missing);
    }

    public FontUse Regular { get; }

    public FontUse Bold { get; }

    /// <summary>Characters asked for that the typeface does not have.</summary>
    public SortedSet<int> Missing { get; } = [];

    public FontUse this[bool isBold] => isBold ? Bold : Regular;
}
