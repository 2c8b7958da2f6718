namespace StudentRecords.Domain.Integration;

/// <summary>The highest version that an owner has told of something whose row in the record does not bear it: an older word that comes late is known by it, even where the newer one left no trace.</summary>
public sealed class LastWord : ToldRow
{
    private LastWord() { }

    public LastWord(string key) => Key = key;

    /// <summary>A lower version than the last leaves it as it is.</summary>
    public void Hear(long sourceVersion) => IsNews(sourceVersion);
}
