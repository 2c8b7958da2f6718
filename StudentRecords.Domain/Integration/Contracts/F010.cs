namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F010 PaymentReceived, PaymentRefunded: what Finance booked. Read-only in the record.</summary>
public sealed record PaymentBooked
{
    public required PersonRef Student { get; init; }
    public required string Transaction { get; init; }

    /// <summary>Pounds, positive in both messages.</summary>
    public required decimal Amount { get; init; }
    public required DateOnly BookedOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/transaction", Transaction)
        .That(Amount > 0, "/amount", "must be more than nothing.").Between("/amount", Amount, 0, 1_000_000).Past("/bookedOn", BookedOn);
}

/// <summary>F010 FinancialHoldPlaced.</summary>
public sealed record FinancialHoldPlaced
{
    public required PersonRef Student { get; init; }
    public required string Hold { get; init; }
    public required string Reason { get; init; }
    public required DateOnly PlacedOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/hold", Hold).Text("/reason", Reason, 500);
}

/// <summary>F010 FinancialHoldReleased: applied only after its own placement, parked until then.</summary>
public sealed record FinancialHoldReleased
{
    public required PersonRef Student { get; init; }
    public required string Hold { get; init; }
    public required string Reason { get; init; }
    public required DateOnly ReleasedOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/hold", Hold).Text("/reason", Reason, 500);
}

/// <summary>F010 BalanceSnapshot: what the ledger says that a student owes at a moment.</summary>
public sealed record BalanceSnapshot
{
    public required PersonRef Student { get; init; }

    /// <summary>Pounds; below nothing when Finance owes the student.</summary>
    public required decimal Owed { get; init; }
    public required DateTimeOffset AsOf { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Between("/owed", Owed, -1_000_000, 1_000_000);
}
