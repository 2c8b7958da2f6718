using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Funding;

/// <summary>What the loans company told.</summary>
public enum LoanNoticeKind
{
    Entitlement,
    PaymentStatus,

    /// <summary>More was paid than is due: somebody must act.</summary>
    Overpayment,
    FinanceStatus,
}

/// <summary>A notice of the Student Loans Company about somebody (F050). What it says is never changed; acting on it is noted beside it.</summary>
public sealed class LoanNotice : IVersioned, IAboutPerson
{
    /// <summary>Working days from the notice in which an overpayment is to be settled: unrecovered, it is a liability and counts against what the student may get later.</summary>
    public const int DaysToSettle = 10;

    private LoanNotice() { }

    public LoanNotice(long personId, LoanNoticeKind kind, string academicYear, string reference, DateOnly noticeOn, decimal? amount, string? status, long sourceVersion = 1)
    {
        PersonId = personId;
        Kind = kind;
        AcademicYear = academicYear;
        Reference = reference;
        NoticeOn = noticeOn;
        Amount = amount;
        Status = status;
        SourceVersion = sourceVersion;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public LoanNoticeKind Kind { get; private set; }

    public string AcademicYear { get; private set; } = "";

    /// <summary>The company's own reference, unique for a student in a year.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The company's version of the notice; a corrected one stands beside what it corrects.</summary>
    public long SourceVersion { get; private set; }

    public DateOnly NoticeOn { get; private set; }

    /// <summary>Pounds, where it speaks of money.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>The company's word, where it speaks of a status.</summary>
    public string? Status { get; private set; }

    public DateOnly? SettledOn { get; private set; }

    public string? SettledBecause { get; private set; }

    /// <summary>Waits for somebody to act.</summary>
    public bool IsWaiting => Kind == LoanNoticeKind.Overpayment && SettledOn is null;

    /// <summary>Last day on which an overpayment is to be settled.</summary>
    public DateOnly? DueOn => DueDay(Kind, NoticeOn);

    public static DateOnly? DueDay(LoanNoticeKind kind, DateOnly noticeOn) => kind == LoanNoticeKind.Overpayment ? WorkingCalendar.Usual.After(noticeOn, DaysToSettle) : null;

    public Outcome Settle(DateOnly on, string because)
    {
        if (!IsWaiting)
        {
            return Outcome.Refused("NOTHING_TO_SETTLE", SettledOn is { } settled ? $"The overpayment was settled on {settled:d MMM yyyy}." : "Only an overpayment is settled.", "F050");
        }

        (SettledOn, SettledBecause) = (on, because);
        return Outcome.Done;
    }
}
