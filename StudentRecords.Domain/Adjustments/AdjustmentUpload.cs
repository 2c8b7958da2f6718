namespace StudentRecords.Domain.Adjustments;

/// <summary>A file of adjustments brought at the start of term: its rows as they came, and what became of each.</summary>
public sealed class AdjustmentUpload
{
    private AdjustmentUpload() { }

    public AdjustmentUpload(string name, string text, int rows, string reason, string by, DateTimeOffset at)
    {
        Name = name;
        Text = text;
        Rows = rows;
        Reason = reason;
        UploadedBy = by;
        UploadedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>The file's own name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>CSV as it came. Taken only when its head names no field beside the contract's.</summary>
    public string Text { get; private set; } = "";

    public int Rows { get; private set; }

    /// <summary>Rows that are in the record.</summary>
    public int Applied { get; private set; }

    /// <summary>Rows that have been tried.</summary>
    public int Done { get; private set; }

    /// <summary>A line for each row tried, as CSV: line, adjustment, outcome, code, sentence.</summary>
    public string Results { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string UploadedBy { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    public long? JobId { get; private set; }

    public void RunBy(long job) => JobId = job;

    public void Tell(string line, bool applied) => (Results, Done, Applied) = (Results + line + "\n", Done + 1, Applied + (applied ? 1 : 0));
}
