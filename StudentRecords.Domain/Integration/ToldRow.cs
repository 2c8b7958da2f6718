namespace StudentRecords.Domain.Integration;

/// <summary>Something of another system's world, kept as that system last told it: under the system's own key, and the highest version stands.</summary>
public abstract class ToldRow : IVersioned
{
    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>The sender's key, unique among rows of the kind.</summary>
    public string Key { get; protected set; } = "";

    /// <summary>The sender's version of it.</summary>
    public long SourceVersion { get; private set; }

    /// <summary>False when the word is not newer than what is held; then nothing may change.</summary>
    protected bool IsNews(long sourceVersion)
    {
        if (sourceVersion <= SourceVersion)
        {
            return false;
        }

        SourceVersion = sourceVersion;
        return true;
    }
}

/// <summary>The same, about one person.</summary>
public abstract class ToldOfPerson : ToldRow, IAboutPerson
{
    public long PersonId { get; protected set; }
}
