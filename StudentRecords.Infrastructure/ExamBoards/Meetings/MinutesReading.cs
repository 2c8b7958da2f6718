using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>Gathers what the minutes say from the record, so that nobody types a decision a second time.</summary>
internal static class MinutesReading
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static async Task<MinutesFacts> ReadAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        var candidates = await db.Set<BoardCandidate>().AsNoTracking().Where(c => c.BoardId == board.Id).OrderBy(c => c.CandidateNumber).ToListAsync(ct);
        var awards = await db.Set<AwardCandidate>().AsNoTracking().Where(c => c.BoardId == board.Id).OrderBy(c => c.CandidateNumber).ToListAsync(ct);
        var interests = await db.Set<DeclaredInterest>().AsNoTracking().Where(i => i.BoardId == board.Id && i.WithdrawnAt == null).OrderBy(i => i.RecordedAt).ToListAsync(ct);
        var words = await BoardQueries.WordsAsync(db, board.Id, ct);
        var remarks = await SampleQueries.RemarksOfAsync(db, board.Id, ct);
        return new MinutesFacts
        {
            Board = board.Title,
            AcademicYear = board.AcademicYear,
            OpenedAt = board.OpenedAt,
            RatifiedAt = board.RatifiedAt,
            RatifiedBy = board.RatifiedBy,
            PackVersion = board.PackVersion,
            PackHash = board.PackHash ?? "",
            Members = [.. board.Members.OrderBy(m => m.Role).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => new MinutedMember(m.Name, m.Role, m.Attended))],
            Items = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.BoardId == board.Id).OrderBy(i => i.Place).Select(i => new MinutedItem(i.Place, i.Topic, i.Title, i.Minute)).ToListAsync(ct),
            Interests = [.. interests.Select(i => new MinutedInterest(i.Name, i.CandidateNumber, i.Nature))],
            ChairsActions = await ChairsActionsAsync(db, board, ct),
            ExaminersWords =
            [
                .. words.OrderBy(w => w.At).Select(w => $"{w.Name} on pack {w.PackVersion}{(w.Came is null ? "" : $", {w.Came}")}: {Said(w.Verdict)}{(w.Comment is null ? "." : $": {w.Comment}")}"),
                .. remarks.Select(r => $"{r.Name}{(r.CandidateNumber is null ? "" : $" on {r.CandidateNumber}")}: {r.Text}"),
            ],
            Decisions = [.. candidates.Select(Minuted), .. awards.Select(Minuted)],
            Prizes = board.ProgrammeId is null ? null : await db.Set<AwardPrize>().AsNoTracking().Where(p => p.BoardId == board.Id && p.TakenBackAt == null).OrderBy(p => p.Name).ThenBy(p => p.CandidateNumber).Select(p => new MinutedPrize(p.Name, p.CandidateNumber, p.Grounds)).ToListAsync(ct),
            Actions = await db.Set<BoardAction>().AsNoTracking().Where(a => a.BoardId == board.Id).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Select(a => new MinutedAction(a.Text, a.Owner, a.DueOn)).ToListAsync(ct),
        };
    }

    /// <summary>
    /// What the chair decided for earlier boards of the same module, or of the same programme, since they last met: ratified before this
    /// board sat, and not before the board before it.
    /// </summary>
    private static async Task<IReadOnlyList<string>> ChairsActionsAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        var until = board.OpenedAt ?? DateTimeOffset.MaxValue;
        var same = await Alike(db, board).Where(b => b.Id != board.Id && b.Stage == BoardStage.Ratified).ToListAsync(ct);
        var before = same.Where(b => b.Sequel != BoardSequel.ChairsAction && b.RatifiedAt < until).Max(b => b.RatifiedAt) ?? DateTimeOffset.MinValue;
        var actions = same.Where(b => b.Sequel == BoardSequel.ChairsAction && b.RatifiedAt >= before && b.RatifiedAt < until).OrderBy(b => b.RatifiedAt).ToList();
        List<string> told = [];
        foreach (var action in actions)
        {
            var decided = (await db.Set<BoardDecision>().AsNoTracking().Where(d => d.BoardId == action.Id).ToListAsync(ct)).Select(d => (d.CandidateNumber, Words: Worded(d.Outcome, d.Grade)));
            var awarded = (await db.Set<AwardDecision>().AsNoTracking().Where(d => d.BoardId == action.Id).ToListAsync(ct)).Select(d => (d.CandidateNumber, Words: Worded(d.Code, d.Award, d.Class)));
            var all = decided.Concat(awarded).OrderBy(d => d.CandidateNumber, StringComparer.Ordinal).Select(d => $"{d.CandidateNumber} {d.Words}");
            told.Add($"{UkTime.Day(action.RatifiedAt!.Value).ToString("d MMM yyyy", British)}, {action.RatifiedBy}, {action.Title}: {string.Join("; ", all)}.");
        }

        return told;
    }

    /// <summary>Boards of the same module, or of the same programme whichever year of it.</summary>
    private static IQueryable<ExamBoard> Alike(RegistryDbContext db, ExamBoard board) => board.ProgrammeId is { } programme
        ? db.Set<ExamBoard>().AsNoTracking().Where(b => b.ProgrammeId == programme)
        : db.Set<ExamBoard>().AsNoTracking().Where(b => db.Set<ModuleOccurrence>().Any(o => o.Id == b.OccurrenceId && db.Set<ModuleOccurrence>().Any(m => m.Id == board.OccurrenceId && m.ModuleId == o.ModuleId)));

    private static MinutedDecision Minuted(BoardCandidate c) => c switch
    {
        { IsPostponed: true } => new(c.CandidateNumber, "Postponed", "", c.PostponedReason),
        { ProposedOutcome: { } outcome } => new(c.CandidateNumber, Worded(outcome, c.ProposedGrade), c.DecisionClause, c.DecisionReason),
        _ => new(c.CandidateNumber, "Undecided", "", null),
    };

    private static MinutedDecision Minuted(AwardCandidate c) => c switch
    {
        { IsPostponed: true } => new(c.CandidateNumber, "Postponed", "", c.PostponedReason),
        { ProposedCode: { } code } => new(c.CandidateNumber, Worded(code, c.ProposedAward, c.ProposedClass), c.DecisionClause, c.DecisionReason),
        _ => new(c.CandidateNumber, "Undecided", "", null),
    };

    private static string Worded(BoardOutcome outcome, string? grade) => grade is null or "Pass" or "Fail" ? outcome.ToString() : $"{outcome}, {grade}";

    private static string Worded(AwardCode code, string? award, string? @class) => string.Join(", ", new[] { AwardWords.Of(code), award, @class }.Where(w => w is not null));

    private static string Said(ExaminerVerdict verdict) => verdict switch { ExaminerVerdict.Signed => "confirmed", ExaminerVerdict.Qualified => "confirmed with a remark", _ => "not confirmed" };
}
