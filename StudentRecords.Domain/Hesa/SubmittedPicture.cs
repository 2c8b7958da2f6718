namespace StudentRecords.Domain.Hesa;

/// <summary>
/// What the other side has been told, per institution and return type: the set that holds for each key its most recent
/// effective-dated, sequenced submitted record. Extract sync puts a new set in the place of the old one, at once.
/// </summary>
public sealed class SubmittedPicture : IVersioned
{
    private SubmittedPicture() { }

    public SubmittedPicture(string ukprn, string returnType)
    {
        Ukprn = ukprn;
        ReturnType = returnType;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Ukprn { get; private set; } = "";

    public string ReturnType { get; private set; } = "";

    /// <summary>Number of the set; 0 while nothing has been submitted.</summary>
    public int Set { get; private set; }

    /// <summary>The return whose submission made it; null for a file that was imported.</summary>
    public long? ReturnId { get; private set; }

    public void Replace(int set, long? returnId)
    {
        Set = set;
        ReturnId = returnId;
    }
}
