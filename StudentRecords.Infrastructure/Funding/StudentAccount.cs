using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A charge or a reversal.</summary>
/// <param name="Reverses">Takes another charge back.</param>
/// <param name="IsReversed">Was taken back by another.</param>
/// <param name="Told">Where word of it to Finance stands.</param>
public sealed record ChargeRow(long Id, string AcademicYear, string Element, decimal Amount, string Rule, string TriggeringStatus, DateTimeOffset AssessedAt, long? Reverses, bool IsReversed, string Sponsor = Payers.Student, TellingState Told = TellingState.NextRun);

/// <summary>How far word of a charge has come on its way to Finance.</summary>
public enum TellingState
{
    /// <summary>Waits for the next charge run.</summary>
    NextRun,
    InRun,
    HandedOver,
    Delivered,

    /// <summary>Made and taken back before Finance heard of it.</summary>
    NeverTold,
}

/// <summary>A payment or, negative, a refund.</summary>
public sealed record PaymentRow(string Key, decimal Amount, DateOnly PaidOn);

/// <summary>Who pays in the student's place.</summary>
public sealed record AwardRow(long Id, long Version, long EngagementId, AwardKind Kind, string Key, string Code, string Payer, decimal? Percent, decimal? Amount, string? AcademicYear, DateOnly From, DateOnly? To, string? EndReason);

/// <summary>A bursary or stipend as Payroll paid it.</summary>
public sealed record AidRow(string Key, AidKind Kind, string Scheme, string Authorisation, bool IsAuthorised, decimal Amount, DateOnly PaidOn);

/// <summary>A notice of the loans company.</summary>
public sealed record NoticeRow(long Id, long Version, LoanNoticeKind Kind, string AcademicYear, string Reference, DateOnly NoticeOn, decimal? Amount, string? Status, DateOnly? SettledOn)
{
    public bool IsWaiting => Kind == LoanNoticeKind.Overpayment && SettledOn is null;

    /// <summary>Last day on which an overpayment is to be settled.</summary>
    public DateOnly? DueOn => LoanNotice.DueDay(Kind, NoticeOn);
}

/// <summary>Fee status of an engagement and how it came to be.</summary>
/// <param name="Decided">Null where nobody has decided and the country of origin says.</param>
public sealed record FeeStatusRow(long EngagementId, string Numhus, string Programme, FeeStatus Status, DateOnly? Decided, string? Reason);

/// <summary>What a student was charged and has paid, in pounds, and who pays for what.</summary>
public sealed record StudentAccount(IReadOnlyList<ChargeRow> Charges, IReadOnlyList<PaymentRow> Payments)
{
    public IReadOnlyList<AwardRow> Awards { get; init; } = [];

    public IReadOnlyList<AidRow> Aid { get; init; } = [];

    public IReadOnlyList<NoticeRow> Notices { get; init; } = [];

    public IReadOnlyList<FeeStatusRow> Statuses { get; init; } = [];

    /// <summary>By Finance's ledger; null until it has sent a balance.</summary>
    public decimal? LedgerOwed { get; init; }

    public DateTimeOffset? LedgerAsOf { get; init; }

    public decimal Charged => Charges.Where(c => c.Sponsor == Payers.Student).Sum(c => c.Amount);

    /// <summary>What others pay in the student's place.</summary>
    public decimal Covered => Charges.Where(c => c.Sponsor != Payers.Student).Sum(c => c.Amount);

    public decimal Paid => Payments.Sum(p => p.Amount);

    /// <summary>What is left for the student to pay as far as the record knows; Finance keeps the ledger.</summary>
    public decimal Due => Charged - Paid;
}

/// <summary>One charge, walked back to what caused it and forward to its receipt.</summary>
/// <param name="Before">Messages that came and acts that were done under the charge's correlation id.</param>
/// <param name="After">Run, message and receipt, as far as it has come.</param>
public sealed record ChargeWalk(ChargeRow Charge, long PersonId, string StudentNumber, string Numhus, string CorrelationId, IReadOnlyList<WalkStep> Before, IReadOnlyList<WalkStep> After);

/// <summary>A step of a walk.</summary>
/// <param name="At">When.</param>
/// <param name="Where">Inbox, Act, Charge run, Outbox, Receipt.</param>
/// <param name="What">In a line.</param>
/// <param name="Room">Who may open it.</param>
/// <param name="Address">The page that tells more.</param>
public sealed record WalkStep(DateTimeOffset At, string Where, string What, Domain.Access.Room Room, string Address);
