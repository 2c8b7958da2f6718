using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>The reads that staff's and examiners' pages share. It asks for no right: whoever calls it has asked.</summary>
internal static class BoardReads
{
    private static readonly Sorting<CandidateRow> CandidateSorts = Sorting<CandidateRow>.WithKey(c => c.CandidateNumber)
        .By("number", c => c.CandidateNumber).By("overall", c => c.Overall).By("missing", c => c.MissingCount).By("suggested", c => c.Suggested).By("proposed", c => c.Proposed).By("status", c => c.Status).By("attempt", c => c.Attempt);

    public static IQueryable<BoardRow> Rows(RegistryDbContext db, IQueryable<ExamBoard> boards) =>
        from b in boards
        join o in db.Set<ModuleOccurrence>() on b.OccurrenceId equals o.Id
        select new BoardRow
        {
            Id = b.Id,
            Title = b.Title,
            Occurrence = o.Key,
            ModuleCode = o.Module.Code,
            AcademicYear = b.AcademicYear,
            Stage = b.Stage,
            MeetsOn = b.MeetsOn,
            PackVersion = b.PackVersion,
            Candidates = db.Set<BoardCandidate>().Count(c => c.BoardId == b.Id),
            Undecided = db.Set<BoardCandidate>().Count(c => c.BoardId == b.Id && c.ProposedOutcome == null),
            RatifiedAt = b.RatifiedAt,
        };

    /// <summary>By number. Search: the number's beginning. Filters: <c>state</c> (undecided, differs, imported, missing), <c>suggested</c>, <c>proposed</c>.</summary>
    public static Task<TablePage<CandidateRow>> CandidatesAsync(RegistryDbContext db, long boardId, bool withPersons, TableQuery query, CancellationToken ct)
    {
        var rows = Candidates(db, boardId, withPersons);
        if (query.Search.Length > 0)
        {
            rows = rows.Where(c => EF.Functions.Like(c.CandidateNumber, SearchPattern.StartingWith(query.Search), SearchPattern.Escape));
        }

        if (query.Filter<BoardOutcome>("suggested") is { } suggested)
        {
            rows = rows.Where(c => c.Suggested == suggested);
        }

        if (query.Filter<BoardOutcome>("proposed") is { } proposed)
        {
            rows = rows.Where(c => c.Proposed == proposed);
        }

        rows = query.Filter("state") switch
        {
            "undecided" => rows.Where(c => c.Proposed == null),
            "differs" => rows.Where(c => c.Proposed != null && (c.Suggested == null || c.Proposed != c.Suggested || c.ProposedGrade != c.SuggestedGrade)),
            "imported" => rows.Where(c => c.IsImported),
            "missing" => rows.Where(c => c.MissingCount > 0 && c.Status == RegistrationStatus.Registered),
            _ => rows,
        };
        return rows.ToPageAsync(query, CandidateSorts, ct);
    }

    public static async Task<CandidateDetail?> CandidateAsync(RegistryDbContext db, long boardId, string number, bool withPersons, CancellationToken ct)
    {
        var row = await Candidates(db, boardId, withPersons).FirstOrDefaultAsync(c => c.CandidateNumber == number, ct);
        if (row is null)
        {
            return null;
        }

        var registration = await db.Set<BoardCandidate>().Where(c => c.CandidateNumber == number).Select(c => c.RegistrationId).SingleAsync(ct);
        var marks = await db.Set<Mark>().AsNoTracking().Where(m => m.RegistrationId == registration && m.IsCurrent).OrderBy(m => m.Component.Key).ThenBy(m => m.Attempt)
            .Select(m => new CandidateMark(m.Component.Key, m.Component.Title, m.Component.Kind.ToString(), m.Component.Weight, m.Attempt, m.Score, m.IsBanked, m.SubmittedOn)).ToListAsync(ct);
        var trace = await db.Set<ModuleResult>().Where(r => r.RegistrationId == registration).Select(r => new { r.RuleCode, r.RuleVersion, r.Trace }).FirstOrDefaultAsync(ct);
        return new CandidateDetail(row, marks, trace?.RuleCode ?? "", trace?.RuleVersion ?? 0, trace is null ? [] : Steps(trace.Trace));
    }

    public static async Task<IReadOnlyList<FigureStatistics>> StatisticsAsync(RegistryDbContext db, long boardId, CancellationToken ct)
    {
        var figures = await Candidates(db, boardId, false).Where(c => c.Status == RegistrationStatus.Registered).Select(c => new { c.Figures, c.Overall }).ToListAsync(ct);
        var scales = figures.SelectMany(f => ScaleFigure.Read(f.Figures)).Where(s => s.Mark is not null).GroupBy(s => s.Scale, s => s.Mark!.Value).Select(g => (g.Key, Marks: g.ToList()));
        var overall = figures.Where(f => f.Overall is not null).Select(f => f.Overall!.Value).ToList();
        return [.. scales.Append(("Overall", overall)).Where(s => s.Item2.Count > 0).Select(s => new FigureStatistics(s.Item1, MarkStatistics.Of(s.Item2), MarkStatistics.Distribution(s.Item2)))];
    }

    public static async Task<PackFile?> PackAsync(RegistryDbContext db, long boardId, int packVersion, CancellationToken ct)
    {
        var pack = await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == boardId && p.PackVersion == packVersion).Select(p => p.Pdf).FirstOrDefaultAsync(ct);
        var key = await db.Set<ModuleOccurrence>().Where(o => db.Set<ExamBoard>().Any(b => b.Id == boardId && b.OccurrenceId == o.Id)).Select(o => o.Key).FirstOrDefaultAsync(ct);
        return pack is null ? null : new PackFile($"Board pack {key} version {packVersion}.pdf", pack);
    }

    private static IQueryable<CandidateRow> Candidates(RegistryDbContext db, long boardId, bool withPersons) =>
        from c in db.Set<BoardCandidate>().AsNoTracking()
        where c.BoardId == boardId
        join g in db.Set<ModuleRegistration>() on c.RegistrationId equals g.Id
        join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId
        select new CandidateRow
        {
            CandidateNumber = c.CandidateNumber,
            Version = c.Version,
            Status = g.Status,
            Attempt = g.Attempt,
            Overall = r.OverallMark,
            Grade = r.Grade,
            MissingCount = r.MissingCount,
            Missing = r.Missing,
            Suggested = c.SuggestedOutcome,
            SuggestedGrade = c.SuggestedGrade,
            SuggestionClause = c.SuggestionClause,
            Proposed = c.ProposedOutcome,
            ProposedGrade = c.ProposedGrade,
            Reason = c.DecisionReason,
            IsImported = c.IsImported,
            ProposedBy = c.ProposedBy,
            Figures = r.Figures,
            PersonId = withPersons ? c.PersonId : null,
        };

    private static List<TraceStep> Steps(string trace)
    {
        using var json = JsonDocument.Parse(trace);
        return json.RootElement.GetProperty("steps").Deserialize<List<TraceStep>>(JsonSerializerOptions.Web) ?? [];
    }
}
