namespace StudentRecords.Infrastructure.Store.Paging;

/// <summary>One page of a list and how many rows the whole of it has, for the same filters and the same caller.</summary>
public sealed record TablePage<TRow>(IReadOnlyList<TRow> Rows, int Total, int Page, int Size)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>Number of the first row shown, from 1; 0 when there is none.</summary>
    public int First => Rows.Count == 0 ? 0 : ((Page - 1) * Size) + 1;

    public int Last => First == 0 ? 0 : First + Rows.Count - 1;
}
