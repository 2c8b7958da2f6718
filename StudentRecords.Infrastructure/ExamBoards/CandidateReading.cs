using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>
/// Reads candidates for every page that shows them; who may see them is asked before. A board is read whole and paged in memory:
/// it has a few thousand rows at most, and what it is narrowed and sorted by is worked from figures that no index holds.
/// </summary>
internal static class CandidateReading
{
    private static readonly Sorting<CandidateRow> Sorts = Sorting<CandidateRow>.WithKey(r => r.Number)
        .By("number", r => r.Number).By("overall", r => r.Overall).By("scale0", r => r.Scales.Count > 0 ? r.Scales[0].Mark : null).By("scale1", r => r.Scales.Count > 1 ? r.Scales[1].Mark : null)
        .By("next", r => r.Next == null ? 1000m : r.Next.Missing).By("suggested", r => r.Suggested).By("decided", r => r.Decided).By("attempt", r => r.Attempt)
        .By("name", r => r.Name).By("student", r => r.StudentNumber);

    /// <param name="db">Where to read.</param>
    /// <param name="board">Whose candidates.</param>
    /// <param name="heading">What it considers.</param>
    /// <param name="number">One candidate only, or null for all.</param>
    /// <param name="ct">Cancels the reads.</param>
    public static async Task<BoardGrid> LoadAsync(RegistryDbContext db, ExamBoard board, BoardHeading heading, string? number, CancellationToken ct)
    {
        var rule = await ModuleRule.ReadAsync(db, heading.RuleCode, heading.Start, ct);
        var grade = rule.Value?.Rule.Grade;
        var components = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == heading.Id).SelectMany(o => o.Components).OrderBy(c => c.Key)
            .Select(c => new GridComponent(c.Id, c.Key, c.Title, c.Kind.ToString(), c.Weight, c.DueOn)).ToListAsync(ct);
        var lines = await (
            from c in db.Set<BoardCandidate>().AsNoTracking()
            join m in db.Set<ModuleRegistration>() on c.RegistrationId equals m.Id
            join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId into results
            from r in results.DefaultIfEmpty()
            where c.BoardId == board.Id && (number == null || c.CandidateNumber == number)
            orderby c.CandidateNumber
            select new { Candidate = c, m.Status, m.Attempt, Figures = r == null ? "[]" : r.Figures, Overall = r == null ? null : r.OverallMark, Missing = r == null ? "" : r.Missing }).ToListAsync(ct);
        var rows = lines.Select(l => Row(l.Candidate, l.Status, l.Attempt, ScaleFigure.Read(l.Figures), l.Overall, l.Missing, grade)).ToList();
        return new BoardGrid(components, rule.Value?.Rule.Scales.Select(s => s.Name).ToList() ?? [], grade, rows);
    }

    /// <summary>Narrows, orders and cuts; then reads the marks of the rows that are left.</summary>
    public static async Task<TablePage<CandidateRow>> PageAsync(RegistryDbContext db, IEnumerable<CandidateRow> rows, TableQuery query, CancellationToken ct)
    {
        if (query.Search.Length > 0)
        {
            rows = rows.Where(r => new[] { r.Number, r.Name, r.StudentNumber }.Any(t => t?.Contains(query.Search, StringComparison.OrdinalIgnoreCase) == true));
        }

        rows = rows.Where(CandidateShow.Of(query.Filter("show")));

        if (query.Filter<BoardOutcome>("outcome") is { } outcome)
        {
            rows = rows.Where(r => (r.Decided ?? r.Suggested) == outcome);
        }

        var page = rows.ToList().ToPage(query, Sorts);
        return page with { Rows = await WithMarksAsync(db, page.Rows, ct) };
    }

    public static async Task<IReadOnlyList<CandidateRow>> WithMarksAsync(RegistryDbContext db, IReadOnlyList<CandidateRow> rows, CancellationToken ct)
    {
        long[] ids = [.. rows.Select(r => r.RegistrationId)];
        var marks = await db.Set<Mark>().AsNoTracking().Where(m => ids.Contains(m.RegistrationId) && m.IsCurrent)
            .Select(m => new { m.Id, m.RegistrationId, m.ComponentId, m.Attempt, m.Score, m.IsBanked }).ToListAsync(ct);
        var agreed = await AgreedMarks.OfRegistrationsAsync(db, ids, ct);
        var byRegistration = marks.ToLookup(m => m.RegistrationId, m => new GridMark(m.ComponentId, m.Attempt, agreed.Of(m.Id, m.Score), m.IsBanked));
        return [.. rows.Select(r => r with { Marks = [.. byRegistration[r.RegistrationId].OrderBy(m => m.Attempt)] })];
    }

    /// <summary>Puts names to numbers; call it after the lock only, for those who may see persons.</summary>
    public static async Task<IReadOnlyList<CandidateRow>> WithNamesAsync(RegistryDbContext db, long boardId, IReadOnlyList<CandidateRow> rows, CancellationToken ct)
    {
        var names = await (
            from c in db.Set<BoardCandidate>().AsNoTracking()
            join p in db.Set<Person>() on c.PersonId equals p.Id
            where c.BoardId == boardId
            select new { c.Id, PersonId = p.Id, p.FamilyName, p.GivenNames, p.StudentNumber }).ToDictionaryAsync(p => p.Id, ct);
        return [.. rows.Select(r => names.TryGetValue(r.Id, out var p) ? r with { PersonId = p.PersonId, Name = $"{p.FamilyName}, {p.GivenNames}", StudentNumber = p.StudentNumber } : r)];
    }

    /// <param name="db">Where to read.</param>
    /// <param name="grid">Loaded for the one candidate.</param>
    /// <param name="ct">Cancels the reads.</param>
    public static async Task<CandidateSheet?> SheetAsync(RegistryDbContext db, BoardGrid grid, CancellationToken ct)
    {
        if (grid.Rows is not [var row])
        {
            return null;
        }

        var trace = await db.Set<ModuleResult>().AsNoTracking().Where(r => r.RegistrationId == row.RegistrationId).Select(r => r.Trace).SingleOrDefaultAsync(ct);
        var occurrence = await db.Set<ModuleRegistration>().Where(r => r.Id == row.RegistrationId).Select(r => r.OccurrenceId).SingleAsync(ct);
        var treatments = await OccurrenceTreatments.ReadAsync(db, occurrence, await db.Set<AssessmentComponent>().AsNoTracking().Where(c => c.OccurrenceId == occurrence).ToListAsync(ct), ct);
        return new CandidateSheet((await WithMarksAsync(db, [row], ct))[0], grid.Components, ResultTrace.Read(trace ?? "")) { Codes = treatments.CodesOf(row.RegistrationId) };
    }

    private static CandidateRow Row(BoardCandidate c, RegistrationStatus status, int attempt, IReadOnlyList<ScaleFigure> scales, decimal? overall, string missing, GradeClause? grade) => new()
    {
        Id = c.Id,
        BoardId = c.BoardId,
        RegistrationId = c.RegistrationId,
        Version = c.Version,
        Number = c.CandidateNumber,
        Status = status,
        Attempt = attempt,
        Scales = scales,
        Overall = overall,
        Missing = missing.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Next = NextBoundary.Of(grade, scales, overall),
        Suggested = c.SuggestedOutcome,
        SuggestedGrade = c.SuggestedGrade,
        Clause = c.SuggestionClause,
        Decided = c.ProposedOutcome,
        DecidedGrade = c.ProposedGrade,
        DecisionClause = c.DecisionClause,
        Reason = c.DecisionReason,
        IsImported = c.IsImported,
        DecidedBy = c.ProposedBy,
        DecidedAt = c.ProposedAt,
        PostponedReason = c.PostponedReason,
        FormerNumber = c.FormerNumber,
    };
}
