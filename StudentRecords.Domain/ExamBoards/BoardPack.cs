namespace StudentRecords.Domain.ExamBoards;

/// <summary>What lay before the board: one frozen version of its papers, sealed by the hash over its data. Never changed.</summary>
public sealed class BoardPack
{
    private BoardPack() { }

    public BoardPack(ExamBoard board, int packVersion, string hash, string json, byte[] pdf, string frozenBy, DateTimeOffset frozenAt)
    {
        BoardId = board.Id;
        PackVersion = packVersion;
        Hash = hash;
        Json = json;
        Pdf = pdf;
        FrozenBy = frozenBy;
        FrozenAt = frozenAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    /// <summary>1, 2, 3 … on its board.</summary>
    public int PackVersion { get; private set; }

    /// <summary>SHA-256 over <see cref="Json"/>, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The data of the pack in canonical form: candidates by number, never by name.</summary>
    public string Json { get; private set; } = "";

    public byte[] Pdf { get; private set; } = [];

    public string FrozenBy { get; private set; } = "";

    public DateTimeOffset FrozenAt { get; private set; }
}
