namespace StudentRecords.Domain.Funding;

/// <summary>A payment or refund as Finance tells it (F010). Read-only here: Finance owns the transaction.</summary>
public sealed class Payment : IAboutPerson
{
    private Payment() { }

    public Payment(long personId, string key, decimal amount, DateOnly paidOn)
    {
        PersonId = personId;
        Key = key;
        Amount = amount;
        PaidOn = paidOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    /// <summary>Finance's transaction id, unique.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Pounds; negative for a refund.</summary>
    public decimal Amount { get; private set; }

    public DateOnly PaidOn { get; private set; }
}
