using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>The list of a board's decisions with places to sign, candidates by number: a pure function of what the minutes say.</summary>
public static class DecisionListPaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(MinutesFacts facts, string institution, DateTimeOffset at) => PdfDocument.Render(Document(facts, institution, at));

    public static DocumentModel Document(MinutesFacts facts, string institution, DateTimeOffset at) => new()
    {
        Title = facts.RatifiedAt is null ? "Decision list (not ratified)" : "Decision list",
        Subtitle = facts.Board,
        Institution = institution,
        Classification = "Confidential to the members of the board",
        RunningHead = facts.Board,
        PackVersion = facts.PackVersion == 0 ? "" : $"On pack {facts.PackVersion}",
        PackHash = facts.PackHash,
        DatedAt = at,
        Blocks =
        [
            new Facts([new("Candidates", $"{facts.Decisions.Count}"), new("Ratified", facts.RatifiedAt is { } on ? $"{UkTime.Day(on).ToString("d MMMM yyyy", British)} by {facts.RatifiedBy}" : "not yet")]) { Columns = 2 },
            new Heading(1, "Decisions"),
            new Table
            {
                Caption = "Decisions of the Board by candidate number",
                Columns = [new("Candidate", Width: 56, IsRowHeader: true), new("Decision", Width: 120), new("Clause"), new("Reason where it differs")],
                Rows = [.. facts.Decisions.Select(d => new TableRow([d.CandidateNumber, d.Decision, d.Clause, d.Reason ?? ""]))],
            },
            .. MinutesPaper.PrizesOf(facts, 1),
            new Heading(1, "Signatures"),
            new Paragraph("We confirm that this list shows the decisions of the Board."),
            new Table
            {
                Caption = "To be signed by the chair, the secretary and the external examiners",
                Columns = [new("Name", Width: 130, IsRowHeader: true), new("Office", Width: 90), new("Signature"), new("Date", Width: 70)],
                Rows = [.. facts.Members.Where(m => m.Role is MemberRole.Chair or MemberRole.DeputyChair or MemberRole.Secretary or MemberRole.External).Select(m => new TableRow([m.Name, MinutesPaper.Office(m.Role), "\n\n", ""]))],
            },
        ],
    };
}
