namespace StudentRecords.Domain.Funding;

/// <summary>How a student's finance of an academic year stands with the loans company (F050 StudentFinanceStatusChanged).</summary>
public enum LoanStanding
{
    /// <summary>It runs, or the company has said nothing of it.</summary>
    Runs,

    /// <summary>The company pays nothing for the time being. It may be waiting for the registration, which goes on being confirmed; attendance, on which it pays, does not.</summary>
    Paused,

    /// <summary>There is no loan of the year that a confirmation could belong to.</summary>
    Ended,
}

/// <summary>The company's word by which finance stands.</summary>
/// <param name="Notice">Null when the company has told no status of the year.</param>
public sealed record LoanFinance(LoanNotice? Notice)
{
    /// <summary>Words of the company, letters only; with any other than these finance runs.</summary>
    private static readonly HashSet<string> Pauses = new(StringComparer.OrdinalIgnoreCase) { "Suspended", "Stopped", "OnHold", "NotPayable" };

    private static readonly HashSet<string> Ends = new(StringComparer.OrdinalIgnoreCase) { "Cancelled", "Withdrawn", "Ended", "Ineligible", "NotEligible" };

    public LoanStanding Standing => Notice is null ? LoanStanding.Runs : Of(Notice.Status);

    /// <summary>Attendance is an answer about a loan that runs.</summary>
    public bool TakesAttendance => Standing == LoanStanding.Runs;

    /// <summary>A registration is a fact, for which the company may be waiting, as long as there is a loan.</summary>
    public bool TakesRegistration => Standing != LoanStanding.Ended;

    /// <summary>
    /// Of all that the company told of one student and one academic year. A notice that was corrected counts in its newest version only; of those the newest stands, by the day that the
    /// company put on it, by its version on one day, and else as they came.
    /// </summary>
    public static LoanFinance Of(IEnumerable<LoanNotice> told) => new(told.Where(n => n.Kind == LoanNoticeKind.FinanceStatus).GroupBy(n => n.Reference).Select(g => g.MaxBy(n => n.SourceVersion)!)
        .OrderBy(n => n.NoticeOn).ThenBy(n => n.SourceVersion).ThenBy(n => n.Id).LastOrDefault());

    private static LoanStanding Of(string? status)
    {
        var word = string.Concat((status ?? "").Where(char.IsLetter));
        return Ends.Contains(word) ? LoanStanding.Ended : Pauses.Contains(word) ? LoanStanding.Paused : LoanStanding.Runs;
    }
}
