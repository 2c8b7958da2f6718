using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>The minutes as a document: the agenda's points in order, under each what the record and the secretary have to say.</summary>
public static class MinutesPaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(MinutesFacts facts, string institution, bool isDraft, DateTimeOffset at) => PdfDocument.Render(Document(facts, institution, isDraft, at));

    public static DocumentModel Document(MinutesFacts facts, string institution, bool isDraft, DateTimeOffset at) => new()
    {
        Title = isDraft ? "Minutes (draft)" : "Minutes",
        Subtitle = facts.Board,
        Institution = institution,
        Classification = "Confidential to the members of the board",
        RunningHead = facts.Board,
        PackVersion = facts.PackVersion == 0 ? "" : $"On pack {facts.PackVersion}",
        PackHash = facts.Hash(),
        DatedAt = at,
        Blocks =
        [
            new Facts(
            [
                new("Sat on", facts.OpenedAt is { } opened ? Day(opened) : "not yet"),
                new("Ratified", facts.RatifiedAt is { } ratified ? $"{Day(ratified)} by {facts.RatifiedBy}" : "not yet"),
                new("Academic year", facts.AcademicYear),
                new("Candidates", $"{facts.Decisions.Count}"),
            ]) { Columns = 2 },
            .. facts.Items.SelectMany(i => Point(facts, i)),
        ],
    };

    private static IEnumerable<Block> Point(MinutesFacts facts, MinutedItem item)
    {
        yield return new Heading(1, $"{item.Place}. {item.Title}");
        foreach (var block in FromRecord(facts, item.Topic))
        {
            yield return block;
        }

        if (item.Minute is not null)
        {
            yield return new Paragraph(item.Minute);
        }
        else if (item.Topic == AgendaTopic.Spoken)
        {
            yield return new Paragraph("Nothing was minuted.") { IsNote = true };
        }
    }

    private static IEnumerable<Block> FromRecord(MinutesFacts facts, AgendaTopic topic) => topic switch
    {
        AgendaTopic.Membership => [Members(facts)],
        AgendaTopic.Apologies => [Listed(facts.Members.Where(m => !m.Attended).Select(m => $"{m.Name}, {Office(m.Role)}"), "None.")],
        AgendaTopic.Interests => [Listed(facts.Interests.Select(i => $"{i.Member}: candidate {i.CandidateNumber} ({i.Nature}). The member took no part in that decision and was not counted for its quorum."), "None were declared.")],
        AgendaTopic.ChairsActions => [Listed(facts.ChairsActions, "None.")],
        AgendaTopic.ExaminersWord => [Listed(facts.ExaminersWords, "None.")],
        AgendaTopic.Decisions => [Summary(facts), Decisions(facts), .. PrizesOf(facts, 2)],
        AgendaTopic.Actions => facts.Actions.Count == 0 ? [new Paragraph("None.")] : [Actions(facts)],
        _ => [],
    };

    private static Block Listed(IEnumerable<string> points, string none) => points.ToList() is { Count: > 0 } some ? new PointList(some) : new Paragraph(none);

    private static Table Members(MinutesFacts facts) => new()
    {
        Caption = "Members of the board",
        Columns = [new("Name", IsRowHeader: true), new("Office"), new("Present")],
        Rows = [.. facts.Members.Select(m => new TableRow([m.Name, Office(m.Role), m.Attended ? "Yes" : "No"]))],
    };

    private static Paragraph Summary(MinutesFacts facts) =>
        new($"The Board decided as follows: {string.Join("; ", facts.Decisions.GroupBy(d => d.Decision).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"))}.");

    private static Table Decisions(MinutesFacts facts) => new()
    {
        Caption = "Decisions of the Board by candidate number",
        Columns = [new("Candidate", Width: 56, IsRowHeader: true), new("Decision", Width: 110), new("Clause"), new("Reason")],
        Rows = [.. facts.Decisions.Select(d => new TableRow([d.CandidateNumber, d.Decision, d.Clause, d.Reason ?? ""]))],
    };

    /// <summary>Nothing where the board gave no prize.</summary>
    internal static IEnumerable<Block> PrizesOf(MinutesFacts facts, int level) => facts.Prizes is not { Count: > 0 } prizes ? [] :
    [
        new Heading(level, "Prizes"),
        new Table
        {
            Caption = "Prizes given by the Board, by candidate number",
            Columns = [new("Prize", IsRowHeader: true), new("Candidate", Width: 56), new("For")],
            Rows = [.. prizes.Select(p => new TableRow([p.Prize, p.CandidateNumber, p.Grounds]))],
        },
    ];

    private static Table Actions(MinutesFacts facts) => new()
    {
        Caption = "Actions",
        Columns = [new("Action", IsRowHeader: true), new("Owner"), new("By", Width: 70)],
        Rows = [.. facts.Actions.Select(a => new TableRow([a.Text, a.Owner, a.DueOn.ToString("d MMM yyyy", British)]))],
    };

    internal static string Office(MemberRole role) => role switch { MemberRole.DeputyChair => "Deputy chair", MemberRole.Internal => "Internal examiner", MemberRole.External => "External examiner", var office => office.ToString() };

    private static string Day(DateTimeOffset moment) => UkTime.Day(moment).ToString("d MMMM yyyy", British);
}
