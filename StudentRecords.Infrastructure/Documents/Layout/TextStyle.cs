using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Size and leading in points. Bold here makes all of it bold; a run may be bold by itself.</summary>
internal sealed record TextStyle(double Size, double Leading, Ink Ink, bool IsBold = false)
{
    /// <summary>From a line's top to its baseline, so that the letters sit in the middle of the leading.</summary>
    public double Rise => (Leading - Size) / 2 + Size * 0.79;
}
