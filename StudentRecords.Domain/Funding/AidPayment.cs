namespace StudentRecords.Domain.Funding;

/// <summary>What Payroll paid.</summary>
public enum AidKind
{
    Bursary,
    Stipend,

    /// <summary>Came back from the bank.</summary>
    Returned,
}

/// <summary>A bursary or stipend as Payroll tells it (F036): the evidence for the conditions of the aid. Read-only here.</summary>
public sealed class AidPayment : IAboutPerson
{
    private AidPayment() { }

    public AidPayment(long personId, string key, AidKind kind, string scheme, string authorisation, bool isAuthorised, decimal amount, DateOnly paidOn)
    {
        PersonId = personId;
        Key = key;
        Kind = kind;
        Scheme = scheme;
        Authorisation = authorisation;
        IsAuthorised = isAuthorised;
        Amount = amount;
        PaidOn = paidOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    /// <summary>Payroll's payment id, unique.</summary>
    public string Key { get; private set; } = "";

    public AidKind Kind { get; private set; }

    public string Scheme { get; private set; } = "";

    /// <summary>What it was paid on: the reference of an award.</summary>
    public string Authorisation { get; private set; } = "";

    /// <summary>False: no award of the student bears the reference, and no authorisation that still held; somebody must look.</summary>
    public bool IsAuthorised { get; private set; }

    /// <summary>Pounds; negative for what came back.</summary>
    public decimal Amount { get; private set; }

    public DateOnly PaidOn { get; private set; }
}
