namespace StudentRecords.Domain.Funding;

/// <summary>What Payroll is asked to pay a student for.</summary>
public enum PayKind
{
    Bursary,
    Stipend,

    /// <summary>Hours of a teaching assistant or other student worker.</summary>
    Hours,
}

/// <summary>Where it stands.</summary>
public enum PayState
{
    Sent,
    Paid,
    Revoked,

    /// <summary>Came back from the bank.</summary>
    Returned,
}

/// <summary>One payment that Payroll may make (F035), revoked when the student leaves, and closed by what Payroll paid (F036).</summary>
public sealed class PayAuthorisation : IVersioned, IAboutPerson
{
    private PayAuthorisation() { }

    public PayAuthorisation(long personId, long engagementId, string studentNumber, PayTerms terms, DateOnly on)
    {
        PersonId = personId;
        EngagementId = engagementId;
        (Kind, Scheme, Period, Instalment, Amount, RoleId) = (terms.Kind, terms.Scheme, terms.Period, terms.Instalment, terms.Amount, terms.RoleId);
        (AwardId, DueOn) = (terms.AwardId, terms.DueOn);
        Key = KeyOf(studentNumber, terms);
        AuthorisedOn = on;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>Student, scheme, period and instalment: the same payment is never authorised twice.</summary>
    public string Key { get; private set; } = "";

    public PayKind Kind { get; private set; }

    public string Scheme { get; private set; } = "";

    /// <summary>2026-11 and the like.</summary>
    public string Period { get; private set; } = "";

    public int Instalment { get; private set; }

    /// <summary>Pounds.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The work that it pays; null for bursaries and stipends.</summary>
    public long? RoleId { get; private set; }

    /// <summary>The studentship whose stipend it is an instalment of; null where a person authorised it.</summary>
    public long? AwardId { get; private set; }

    /// <summary>When an instalment falls due; null where only the pay period says.</summary>
    public DateOnly? DueOn { get; private set; }

    public DateOnly AuthorisedOn { get; private set; }

    public PayState State { get; private set; }

    public string? Because { get; private set; }

    /// <summary>A person revoked it: no award authorises another in its stead.</summary>
    public bool IsStopped { get; private set; }

    public static string KeyOf(string studentNumber, PayTerms terms) => $"{studentNumber}/{terms.Scheme}/{terms.Period}/{terms.Instalment}";

    /// <summary>Refused when it is paid or revoked already.</summary>
    public Outcome Revoke(string because)
    {
        if (State != PayState.Sent)
        {
            return Outcome.Refused("NOT_OPEN", $"This payment is {State} already.");
        }

        (State, Because) = (PayState.Revoked, because);
        return Outcome.Done;
    }

    /// <summary>Revoked by a person, for good.</summary>
    public Outcome Stop(string because)
    {
        var outcome = Revoke(because);
        IsStopped |= outcome.Succeeded;
        return outcome;
    }

    /// <summary>Payroll paid it, or the bank sent it back. False, and it stays revoked, when it was to be paid no more: what is paid then must come back.</summary>
    public bool Settle(bool isReturned)
    {
        if (State == PayState.Revoked)
        {
            return false;
        }

        State = isReturned ? PayState.Returned : PayState.Paid;
        return true;
    }
}

/// <summary>What is to be paid.</summary>
public sealed record PayTerms(PayKind Kind, string Scheme, string Period, int Instalment, decimal Amount, long? RoleId = null)
{
    /// <summary>The studentship that it is an instalment of.</summary>
    public long? AwardId { get; init; }

    /// <summary>When an instalment falls due.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Every reason why it cannot be authorised like this.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(Scheme))
        {
            faults.Add(new("SCHEME_MISSING", "Say under which scheme it is paid.", Field: "Scheme"));
        }

        if (!DateOnly.TryParseExact($"{Period}-01", "yyyy-MM-dd", out _))
        {
            faults.Add(new("PERIOD", "Give the pay period as year and month, such as 2026-11.", Field: "Period"));
        }

        if (Instalment is < 1 or > 99)
        {
            faults.Add(new("INSTALMENT", "Number the instalment from 1.", Field: "Instalment"));
        }

        if (Amount is <= 0 or > 100_000)
        {
            faults.Add(new("AMOUNT", "The amount lies above nothing and below a hundred thousand pounds.", Field: "Amount"));
        }

        if ((Kind == PayKind.Hours) != (RoleId is not null))
        {
            faults.Add(new("ROLE", "Hours are paid for a piece of work, and nothing else is.", Field: "RoleId"));
        }

        return faults;
    }
}
