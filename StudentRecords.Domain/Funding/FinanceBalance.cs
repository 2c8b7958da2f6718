namespace StudentRecords.Domain.Funding;

/// <summary>What somebody owes by Finance's ledger (F010 BalanceSnapshot). One row a person; the newest snapshot stands.</summary>
public sealed class FinanceBalance : IVersioned, IAboutPerson
{
    private FinanceBalance() { }

    public FinanceBalance(long personId) => PersonId = personId;

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>Pounds; below nothing when Finance owes the student.</summary>
    public decimal Owed { get; private set; }

    public DateTimeOffset AsOf { get; private set; }

    /// <summary>False when the snapshot is not newer than what is held.</summary>
    public bool Take(decimal owed, DateTimeOffset asOf)
    {
        if (asOf <= AsOf)
        {
            return false;
        }

        (Owed, AsOf) = (owed, asOf);
        return true;
    }
}
