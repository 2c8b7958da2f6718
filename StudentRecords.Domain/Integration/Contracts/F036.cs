namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F036 BursaryPaymentConfirmed, StipendPaid, PaymentReturned: what Payroll paid, or what came back.</summary>
public sealed record AidPaid
{
    public required PersonRef Student { get; init; }
    public required string Payment { get; init; }

    /// <summary>Reference of the award on which it was paid.</summary>
    public required string Authorisation { get; init; }
    public required string Scheme { get; init; }

    /// <summary>Pounds, positive in all three.</summary>
    public required decimal Amount { get; init; }
    public required DateOnly PaidOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/payment", Payment).Text("/authorisation", Authorisation).Text("/scheme", Scheme)
        .That(Amount > 0, "/amount", "must be more than nothing.").Between("/amount", Amount, 0, 1_000_000).Past("/paidOn", PaidOn);
}
