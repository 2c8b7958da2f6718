using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>An earlier occurrence of the module as its board ratified it; superseded decisions are left out.</summary>
public sealed record EarlierYear(string Occurrence, string AcademicYear, MarkStatistics Marks, int Judged, int Passed)
{
    public decimal? PassRate => Judged == 0 ? null : Math.Round(100m * Passed / Judged, 1, MidpointRounding.AwayFromZero);
}

/// <summary>A candidate whose mark lies outside what the quartiles let expect.</summary>
public sealed record OutlyingMark(string CandidateNumber, decimal Mark, bool IsHigh);

/// <summary>A module board's marks seen against earlier years and against themselves.</summary>
/// <param name="Mean">Of this board's overall marks; null where there are too few to show.</param>
/// <param name="Years">Newest first.</param>
/// <param name="Outliers">By Tukey's fences; none for fewer than <see cref="MarkStatistics.SmallestGroup"/> marks.</param>
public sealed record BoardOutlook(decimal? Mean, IReadOnlyList<EarlierYear> Years, IReadOnlyList<OutlyingMark> Outliers);

/// <summary>Comparison of a module board with earlier years, for those who may see the board.</summary>
public sealed class OutlookQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const decimal Fence = 1.5m;

    public async Task<BoardOutlook?> OutlookAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return null;
        }

        var grid = await CandidateReading.LoadAsync(db, record.Board, record.Heading, null, ct);
        var marked = grid.Rows.Where(r => r is { Status: RegistrationStatus.Registered, Overall: not null }).ToList();
        var statistics = MarkStatistics.Of(marked.Select(r => r.Overall!.Value));
        return new BoardOutlook(statistics.IsSuppressed ? null : statistics.Mean, await EarlierAsync(db, record.Heading, ct), [.. Outliers(marked, statistics)]);
    }

    private static async Task<IReadOnlyList<EarlierYear>> EarlierAsync(RegistryDbContext db, OccurrenceHeading heading, CancellationToken ct)
    {
        var decided = await (
            from d in db.Set<BoardDecision>().AsNoTracking()
            join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
            join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id
            where o.Module.Code == heading.ModuleCode && o.Start < heading.Start && d.OverallMark != null && !db.Set<BoardDecision>().Any(s => s.SupersedesId == d.Id)
            select new { o.Key, o.AcademicYear, o.Start, Mark = d.OverallMark!.Value, d.Outcome }).ToListAsync(ct);
        return [.. decided.GroupBy(d => (d.Key, d.AcademicYear, d.Start)).OrderByDescending(g => g.Key.Start)
            .Select(g => new EarlierYear(g.Key.Key, g.Key.AcademicYear, MarkStatistics.Of(g.Select(d => d.Mark)), g.Count(), g.Count(d => d.Outcome is BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated)))];
    }

    private static IEnumerable<OutlyingMark> Outliers(List<CandidateRow> rows, MarkStatistics statistics)
    {
        if (rows.Count < MarkStatistics.SmallestGroup || statistics is not { LowerQuartile: { } low, UpperQuartile: { } high })
        {
            return [];
        }

        var reach = (high - low) * Fence;
        return rows.Where(r => r.Overall < low - reach || r.Overall > high + reach).OrderByDescending(r => r.Overall).Select(r => new OutlyingMark(r.Number, r.Overall!.Value, r.Overall > high));
    }
}
