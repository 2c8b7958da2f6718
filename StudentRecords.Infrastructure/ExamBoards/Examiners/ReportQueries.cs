using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>A report as the list shows it.</summary>
public sealed record ReportRow(long Id, string Examiner, string AcademicYear, bool IsConcerned, DateTimeOffset HandedInAt, DateTimeOffset? RespondedAt);

/// <summary>A year on the examiner's own desk, with the report if it is handed in.</summary>
public sealed record DeskYear(string AcademicYear, int Boards, ExaminerReport? Report);

/// <summary>Reads of annual reports: the own ones for examiners, all for those who may see boards everywhere.</summary>
public sealed class ReportQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ExaminerReport> Sorts = Sorting<ExaminerReport>.WithKey(r => r.Id)
        .By("handedInAt", r => r.HandedInAt, descendingFirst: true).By("examiner", r => r.Name).By("year", r => r.AcademicYear);

    /// <summary>Filters: <c>answer</c> (waiting, given).</summary>
    public async Task<TablePage<ReportRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reports = db.Set<ExaminerReport>().AsNoTracking();
        reports = query.Filter("answer") switch
        {
            "waiting" => reports.Where(r => r.RespondedAt == null),
            "given" => reports.Where(r => r.RespondedAt != null),
            _ => reports,
        };
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            reports = reports.Where(r => EF.Functions.Like(r.Name, like, SearchPattern.Escape));
        }

        return await reports.ToPageAsync(query, Sorts, r => new ReportRow(r.Id, r.Name, r.AcademicYear, !r.HadAccess || !r.StandardsMet || !r.ProcessFair, r.HandedInAt, r.RespondedAt), ct);
    }

    public async Task<ExaminerReport?> ReportAsync(long reportId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ExaminerReport>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId, ct);
    }

    /// <summary>The years in which the caller sat as external examiner, newest first.</summary>
    public async Task<IReadOnlyList<DeskYear>> OwnYearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        var me = caller.UserId ?? 0;
        await using var db = await store.CreateDbContextAsync(ct);
        var years = await db.Set<ExamBoard>().AsNoTracking().Where(b => b.PackVersion > 0 && b.Seats.Any(s => s.UserId == me && s.Role == MemberRole.External))
            .GroupBy(b => b.AcademicYear).Select(g => new { Year = g.Key, Boards = g.Count() }).ToListAsync(ct);
        var reports = await db.Set<ExaminerReport>().AsNoTracking().Where(r => r.UserId == me).ToDictionaryAsync(r => r.AcademicYear, ct);
        return [.. years.OrderByDescending(y => y.Year, StringComparer.Ordinal).Select(y => new DeskYear(y.Year, y.Boards, reports.GetValueOrDefault(y.Year)))];
    }
}
