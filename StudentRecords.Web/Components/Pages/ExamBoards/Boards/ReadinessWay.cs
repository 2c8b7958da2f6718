using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Boards;

/// <summary>Where a line of the readiness list, or a refusal of ratification, is mended.</summary>
public sealed record ReadinessWay(string Words, string Address)
{
    public static ReadinessWay? Of(string code, ExamBoard board) => (code, board.Kind) switch
    {
        ("MARKS_MISSING" or "WRONG_CREDITS", BoardKind.ProgressionAward) => new("See who", $"/boards/{board.Id}/awards?f.show=faults"),
        ("UNDECIDED", BoardKind.ProgressionAward) => new("See who", $"/boards/{board.Id}/awards?f.show=undecided"),
        ("POSTPONED" or "ALL_POSTPONED", BoardKind.ProgressionAward) => new("See who", $"/boards/{board.Id}/awards?f.show=postponed"),
        ("MODULES_NOT_RATIFIED", _) => new("See the module boards", $"/boards?f.year={Uri.EscapeDataString(board.AcademicYear)}"),
        _ => OfModule(code, board),
    };

    private static ReadinessWay? OfModule(string code, ExamBoard board) => code switch
    {
        "NO_CANDIDATES" or "NOT_CANDIDATES" => board.Stage == BoardStage.Preparing ? null : new("Freeze again, to take them in", $"/boards/{board.Id}/pack"),
        "MARKS_MISSING" => new("See who", $"/boards/{board.Id}/candidates?f.show=missing"),
        "NOT_MODERATED" or "NOT_CONFIRMED" => new("See the moderation", $"/moderation/{board.OccurrenceId}"),
        "CIRCUMSTANCES_OPEN" => new("See the late outcomes", $"/circumstances/late?f.board={board.Id}"),
        "POSTPONED" or "ALL_POSTPONED" => new("See who", $"/boards/{board.Id}/candidates?f.show=postponed"),
        "UNDECIDED" => board.Stage == BoardStage.InSession ? new("Decide them", $"/boards/{board.Id}/decisions") : new("Open the sitting first", $"/boards/{board.Id}/members"),
        "NO_PACK" => new("Freeze the pack", $"/boards/{board.Id}/pack"),
        "STALE_PACK" or "PACK_OUT_OF_DATE" or "EXAMINER_REFUSED" => new("See the pack and what has changed", $"/boards/{board.Id}/pack"),
        "NO_CHAIR" or "NO_EXAMINER" or "EXAMINER_NOT_CONFIRMED" or "NO_QUORUM" or "NO_EXTERNAL" or "NOT_IN_SESSION" or "LATE_ACCESS" or "LEAD_TIME" or "NO_QUORUM_WITHOUT" => new("See the members", $"/boards/{board.Id}/members"),
        _ => null,
    };
}
