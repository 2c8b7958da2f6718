namespace StudentRecords.Domain.Integration;

/// <summary>Where a dropped file stands.</summary>
public enum DropFileState
{
    /// <summary>Taken out of the incoming folder; its rows are going through the door.</summary>
    Claimed,

    /// <summary>Every row has its answer, which stands beside it in the archive.</summary>
    Archived,

    /// <summary>Refused whole; no row of it was applied.</summary>
    Rejected,
}

/// <summary>A file that another system dropped: what it said of itself and what became of it.</summary>
public sealed class DropFile
{
    private DropFile() { }

    public DropFile(string system, string claim, string name, DateTimeOffset claimedAt)
    {
        System = system;
        Claim = claim;
        Name = name;
        ClaimedAt = claimedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public string System { get; private set; } = "";

    /// <summary>Name of the folder that holds the file and all about it, unique per system.</summary>
    public string Claim { get; private set; } = "";

    /// <summary>The file's own name.</summary>
    public string Name { get; private set; } = "";

    public string? Flow { get; private set; }

    /// <summary>The sender's name of the batch.</summary>
    public string? Batch { get; private set; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string? Sha256 { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Rows that are in the record, whether by this file or before it.</summary>
    public int Applied { get; private set; }

    public DropFileState State { get; private set; }

    /// <summary>Stable code of why it was refused.</summary>
    public string? ReasonCode { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset ClaimedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What the manifest says.</summary>
    public void Describe(string flow, string batch, string sha256, int rows) => (Flow, Batch, Sha256, Rows) = (flow, batch, sha256, rows);

    public void Archive(int applied, DateTimeOffset now) => (State, Applied, EndedAt) = (DropFileState.Archived, applied, now);

    public void Reject(Refusal refusal, DateTimeOffset now) => (State, ReasonCode, Reason, EndedAt) = (DropFileState.Rejected, refusal.Code, refusal.Sentence, now);
}
