using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>The clock of an external examiner: how long before the meeting the papers were open to them.</summary>
/// <param name="Examiner">Whose clock.</param>
/// <param name="AccessOn">The UK day from which they could read; null while they cannot.</param>
/// <param name="DueOn">The latest day that is early enough; null where the board has no day to count from.</param>
public sealed record LeadTime(BoardMember Examiner, DateOnly? AccessOn, DateOnly? DueOn)
{
    /// <summary>A week, as Keele publishes it.</summary>
    public const int UsualDays = 7;

    public bool IsLate => DueOn is { } due && AccessOn > due;

    public bool IsWaived => Examiner.WaiverReason is not null;

    /// <summary>One clock an external examiner; none where the board asks for no lead time. Counted from the sitting or, before it, from the day the board is to meet.</summary>
    public static IReadOnlyList<LeadTime> Of(ExamBoard board) => board.ExaminerLeadDays == 0 ? [] :
    [
        .. board.Members.Where(m => m.Role == MemberRole.External).Select(m => new LeadTime(
            m,
            m.AccessFrom is { } from ? UkTime.Day(from) : null,
            (board.OpenedAt is { } opened ? UkTime.Day(opened) : board.MeetsOn)?.AddDays(-board.ExaminerLeadDays))),
    ];

    internal static IEnumerable<Refusal> Lacking(ExamBoard board) => Of(board).Where(c => c is { IsLate: true, IsWaived: false }).Select(c => new Refusal(
        "LATE_ACCESS",
        $"{c.Examiner.Name} had the papers on {c.AccessOn:d MMM yyyy}, and should have had them by {c.DueOn:d MMM yyyy}; record a waiver or meet later.",
        "F067"));
}
