using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>Charge runs as lists and pages show them.</summary>
public sealed class ChargeRunQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ChargeRun> Sorts = Sorting<ChargeRun>.WithKey(r => r.Id)
        .By("prepared", r => r.PreparedAt, descendingFirst: true).By("year", r => r.AcademicYear).By("state", r => r.State).By("lines", r => r.Lines).By("released", r => r.ReleasedAt);

    private static readonly Sorting<LineSource> LineSorts = Sorting<LineSource>.WithKey(l => l.Line.Id)
        .By("student", l => l.Person.StudentNumber).By("kind", l => l.Line.Kind).By("element", l => l.Charge.Element).By("sponsor", l => l.Charge.Sponsor);

    private static readonly Sorting<FindingSource> FindingSorts = Sorting<FindingSource>.WithKey(f => f.Finding.Id).By("student", f => f.Person.StudentNumber);

    /// <summary>Filters: <c>state</c>, <c>year</c>.</summary>
    public async Task<TablePage<ChargeRunRow>> RunsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var runs = db.Set<ChargeRun>().AsNoTracking();
        if (query.Filter<ChargeRunState>("state") is { } state)
        {
            runs = runs.Where(r => r.State == state);
        }

        if (query.Filter("year") is { } year)
        {
            runs = runs.Where(r => r.AcademicYear == year);
        }

        return await runs.ToPageAsync(query, Sorts, r => new ChargeRunRow(r.Id, r.Version, r.AcademicYear, r.Number, r.State, r.Lines, r.Net, r.Findings, r.PreparedBy, r.PreparedAt, r.ApprovedBy, r.ApprovedAt, r.ReleasedBy, r.ReleasedAt), ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<ChargeRunRow?> FindAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ChargeRun>().AsNoTracking().Where(r => r.Id == runId)
            .Select(r => new ChargeRunRow(r.Id, r.Version, r.AcademicYear, r.Number, r.State, r.Lines, r.Net, r.Findings, r.PreparedBy, r.PreparedAt, r.ApprovedBy, r.ApprovedAt, r.ReleasedBy, r.ReleasedAt)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Academic years for which there are runs or charges, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var charged = await db.Set<FeeCharge>().Select(c => c.AcademicYear).Distinct().ToListAsync(ct);
        var run = await db.Set<ChargeRun>().Select(r => r.AcademicYear).Distinct().ToListAsync(ct);
        return [.. charged.Union(run).OrderDescending(StringComparer.Ordinal)];
    }

    /// <summary>The job that is at work on the run; null when none is.</summary>
    public async Task<long?> JobAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        string[] keys = [ChargeRunService.PreparationKey(runId), ChargeRunService.ReleaseKey(runId)];
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<JobRequest>().Where(j => keys.Contains(j.DedupeKey!) && (j.State == JobState.Queued || j.State == JobState.Running)).OrderByDescending(j => j.Id).Select(j => (long?)j.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>What is new, changed, reversed; and how each programme's total moves from what Finance was told before.</summary>
    public async Task<ChargeRunComparison> CompareAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var year = await db.Set<ChargeRun>().Where(r => r.Id == runId).Select(r => r.AcademicYear).SingleOrDefaultAsync(ct) ?? "";
        var last = await db.Set<ChargeRun>().AsNoTracking().Where(r => r.AcademicYear == year && r.Id < runId && r.State == ChargeRunState.Released).OrderByDescending(r => r.Id).Select(r => new { r.Id, r.Number }).FirstOrDefaultAsync(ct);
        var kinds = await KindsAsync(db, runId, ct);
        var before = last is null ? [] : await KindsAsync(db, last.Id, ct);
        var told = db.Set<ChargeRun>().Where(r => r.AcademicYear == year && r.Id < runId && (r.State == ChargeRunState.Released || r.State == ChargeRunState.Releasing)).Select(r => r.Id);
        var beforeBy = await ByProgrammeAsync(db, db.Set<ChargeRunLine>().Where(l => told.Contains(l.RunId)), ct);
        var nowBy = await ByProgrammeAsync(db, db.Set<ChargeRunLine>().Where(l => l.RunId == runId), ct);
        return new ChargeRunComparison(last?.Number,
            [.. Enum.GetValues<ChargeRunKind>().Select(k => new KindFigures(k, kinds.GetValueOrDefault(k), before.GetValueOrDefault(k)))],
            [.. beforeBy.Keys.Union(nowBy.Keys).Order(StringComparer.Ordinal).Select(p => new ProgrammeFigures(p, beforeBy.GetValueOrDefault(p), nowBy.GetValueOrDefault(p)))]);
    }

    /// <summary>Lines of the run <c>Of</c>. Search: beginning of a student number. Filters: <c>kind</c>, <c>sponsor</c>.</summary>
    public async Task<TablePage<ChargeRunLineRow>> LinesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var lines = from l in db.Set<ChargeRunLine>().AsNoTracking().Where(l => l.RunId == query.Of)
                    join c in db.Set<FeeCharge>() on l.ChargeId equals c.Id
                    join p in db.Set<Person>() on l.PersonId equals p.Id
                    select new LineSource { Line = l, Charge = c, Person = p };
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.StartingWith(query.Search);
            lines = lines.Where(l => EF.Functions.Like(l.Person.StudentNumber, like, SearchPattern.Escape));
        }

        if (query.Filter<ChargeRunKind>("kind") is { } kind)
        {
            lines = lines.Where(l => l.Line.Kind == kind);
        }

        if (query.Filter("sponsor") is { } sponsor)
        {
            lines = lines.Where(l => l.Charge.Sponsor == sponsor);
        }

        return await lines.ToPageAsync(query, LineSorts, l => new ChargeRunLineRow(l.Line.Id, l.Charge.Id, l.Person.Id, l.Person.StudentNumber, l.Person.FamilyName + ", " + l.Person.GivenNames, l.Line.Kind, l.Charge.Element, l.Charge.Sponsor, l.Charge.Amount, l.Charge.Rule, l.Charge.AssessedAt, l.Line.HandedOverAt), ct);
    }

    /// <summary>What the run <c>Of</c> could not price.</summary>
    public async Task<TablePage<ChargeRunFindingRow>> FindingsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var findings = from f in db.Set<ChargeRunFinding>().AsNoTracking().Where(f => f.RunId == query.Of)
                       join p in db.Set<Person>() on f.PersonId equals p.Id
                       select new FindingSource { Finding = f, Person = p };
        return await findings.ToPageAsync(query, FindingSorts, f => new ChargeRunFindingRow(f.Finding.Id, f.Person.Id, f.Person.StudentNumber, f.Person.FamilyName + ", " + f.Person.GivenNames, f.Finding.Sentence), ct);
    }

    private static async Task<Dictionary<ChargeRunKind, Figure>> KindsAsync(RegistryDbContext db, long runId, CancellationToken ct)
    {
        var lines = await (from l in db.Set<ChargeRunLine>() join c in db.Set<FeeCharge>() on l.ChargeId equals c.Id where l.RunId == runId select new { l.Kind, c.Amount }).ToListAsync(ct);
        return lines.GroupBy(l => l.Kind).ToDictionary(g => g.Key, g => new Figure(g.Count(), g.Sum(l => l.Amount)));
    }

    private static async Task<Dictionary<string, Figure>> ByProgrammeAsync(RegistryDbContext db, IQueryable<ChargeRunLine> lines, CancellationToken ct)
    {
        var rows = await (from l in lines
                          where l.Kind != ChargeRunKind.NeverTold
                          join c in db.Set<FeeCharge>() on l.ChargeId equals c.Id
                          join e in db.Set<Engagement>() on c.EngagementId equals e.Id
                          join p in db.Set<Programme>() on e.ProgrammeId equals p.Id
                          select new { p.Code, c.Amount }).ToListAsync(ct);
        return rows.GroupBy(r => r.Code).ToDictionary(g => g.Key, g => new Figure(g.Count(), g.Sum(r => r.Amount)));
    }

    private sealed class LineSource
    {
        public required ChargeRunLine Line { get; init; }

        public required FeeCharge Charge { get; init; }

        public required Person Person { get; init; }
    }

    private sealed class FindingSource
    {
        public required ChargeRunFinding Finding { get; init; }

        public required Person Person { get; init; }
    }
}
