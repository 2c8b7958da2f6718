namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F050 LoanEntitlementNotified, OverpaymentNotified: the loans company speaks of money.</summary>
public sealed record LoanMoneyTold
{
    public required string SupportNumber { get; init; }
    public required string AcademicYear { get; init; }
    public required string Notice { get; init; }
    public required DateOnly NoticeOn { get; init; }

    /// <summary>Pounds: the tuition fee loan of the year, or what was paid too much.</summary>
    public required decimal Amount { get; init; }

    public void Check(Checks checks) => checks.Text("/supportNumber", SupportNumber, 20).Text("/notice", Notice).Past("/noticeOn", NoticeOn)
        .That(Calendar.AcademicYear.TryParse(AcademicYear, out _), "/academicYear", "must be an academic year such as 2024/25.").Between("/amount", Amount, 0, 1_000_000);
}

/// <summary>F050 LoanPaymentStatusChanged, StudentFinanceStatusChanged: the loans company speaks of a status.</summary>
public sealed record LoanStatusTold
{
    public required string SupportNumber { get; init; }
    public required string AcademicYear { get; init; }
    public required string Notice { get; init; }
    public required DateOnly NoticeOn { get; init; }
    public required string Status { get; init; }

    public void Check(Checks checks) => checks.Text("/supportNumber", SupportNumber, 20).Text("/notice", Notice).Past("/noticeOn", NoticeOn)
        .That(Calendar.AcademicYear.TryParse(AcademicYear, out _), "/academicYear", "must be an academic year such as 2024/25.").Text("/status", Status, 100);
}

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
