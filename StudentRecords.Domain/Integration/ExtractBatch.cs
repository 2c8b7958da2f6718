namespace StudentRecords.Domain.Integration;

/// <summary>An extract that left the record by schedule: what it covered, how many rows, and their digest. The next one begins where it ended.</summary>
public sealed class ExtractBatch
{
    private ExtractBatch() { }

    public ExtractBatch(string flow, string type, string partition, int number, DateTimeOffset asOf, int rows, string hash)
    {
        Flow = flow;
        Type = type;
        Partition = partition;
        Number = number;
        AsOf = asOf;
        Rows = rows;
        Hash = hash;
    }

    public long Id { get; private set; } = RecordId.Next();

    public string Flow { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>Which part of the whole: a programme, a module running, ALL.</summary>
    public string Partition { get; private set; } = "";

    /// <summary>1, 2, 3 … within flow, type and partition, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset AsOf { get; private set; }

    public int Rows { get; private set; }

    /// <summary>SHA-256 over the rows in their order.</summary>
    public string Hash { get; private set; } = "";
}
