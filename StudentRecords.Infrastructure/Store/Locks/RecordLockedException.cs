using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>A change would have touched what a board ratified. Use cases ask first; this is the second lock, the database's triggers are the third.</summary>
public sealed class RecordLockedException(Refusal refusal) : InvalidOperationException(refusal.Sentence)
{
    /// <summary>Code LOCKED.</summary>
    public Refusal Refusal { get; } = refusal;
}
