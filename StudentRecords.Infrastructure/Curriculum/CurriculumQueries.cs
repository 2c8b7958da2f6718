using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Curriculum;

/// <summary>The catalogue as the record holds it.</summary>
public sealed class CurriculumQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<Module> ModuleSorts = Sorting<Module>.WithKey(m => m.Id).By("code", m => m.Code).By("title", m => m.Title).By("faculty", m => m.Faculty);

    private static readonly Sorting<Programme> ProgrammeSorts = Sorting<Programme>.WithKey(p => p.Id).By("code", p => p.Code).By("title", p => p.Title).By("faculty", p => p.Faculty);

    /// <summary>Search: code or title. Filters: <c>faculty</c>, <c>year</c> (runs in it), <c>state</c> (open, retired).</summary>
    public async Task<TablePage<ModuleRow>> ModulesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var modules = db.Set<Module>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            modules = modules.Where(m => EF.Functions.Like(m.Code, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(m.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("faculty") is { } faculty)
        {
            modules = modules.Where(m => m.Faculty == faculty);
        }

        if (query.Filter("year") is { } year)
        {
            modules = modules.Where(m => db.Set<ModuleOccurrence>().Any(o => o.ModuleId == m.Id && o.AcademicYear == year));
        }

        modules = query.Filter("state") switch { "open" => modules.Where(m => !m.IsRetired), "retired" => modules.Where(m => m.IsRetired), _ => modules };
        return await modules.ToPageAsync(query, ModuleSorts, m => new ModuleRow
        {
            Id = m.Id, Code = m.Code, Title = m.Title, Faculty = m.Faculty, IsRetired = m.IsRetired,
            Credits = m.Versions.OrderByDescending(v => v.CatalogueVersion).Select(v => (decimal?)v.Credits).FirstOrDefault(),
            Level = m.Versions.OrderByDescending(v => v.CatalogueVersion).Select(v => (int?)v.Level).FirstOrDefault(),
            Occurrences = db.Set<ModuleOccurrence>().Count(o => o.ModuleId == m.Id),
            LastYear = db.Set<ModuleOccurrence>().Where(o => o.ModuleId == m.Id).Max(o => o.AcademicYear),
        }, ct);
    }

    /// <summary>Search: code or title. Filters: <c>faculty</c>, <c>state</c> (open, retired).</summary>
    public async Task<TablePage<ProgrammeRow>> ProgrammesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            programmes = programmes.Where(p => EF.Functions.Like(p.Code, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(p.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("faculty") is { } faculty)
        {
            programmes = programmes.Where(p => p.Faculty == faculty);
        }

        programmes = query.Filter("state") switch { "open" => programmes.Where(p => !p.IsRetired), "retired" => programmes.Where(p => p.IsRetired), _ => programmes };
        var counts = caller.May(Room.Enrolments, Level.See);
        return await programmes.ToPageAsync(query, ProgrammeSorts, p => new ProgrammeRow
        {
            Id = p.Id, Code = p.Code, Title = p.Title, Faculty = p.Faculty, IsRetired = p.IsRetired, Versions = p.Versions.Count,
            Enrolled = counts ? db.Set<Engagement>().Count(e => e.ProgrammeId == p.Id && e.Status == EngagementStatus.Enrolled) : null,
        }, ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<ModuleView?> ModuleAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var module = await db.Set<Module>().AsNoTracking().Include(m => m.Versions).SingleOrDefaultAsync(m => m.Id == id, ct);
        return module is null ? null : new ModuleView(module.Id, module.Code, module.Title, module.Faculty, module.IsRetired,
            [.. module.Versions.OrderByDescending(v => v.CatalogueVersion)], await OccurrencesAsync(db, id, caller, ct));
    }

    /// <summary>Null when there is none. Statuses are empty for callers who may not see enrolments.</summary>
    public async Task<ProgrammeView?> ProgrammeAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programme = await db.Set<Programme>().AsNoTracking().Include(p => p.Versions).SingleOrDefaultAsync(p => p.Id == id, ct);
        var statuses = programme is null || !caller.May(Room.Enrolments, Level.See) ? [] : await db.Set<Engagement>().AsNoTracking().Where(e => e.ProgrammeId == id)
            .GroupBy(e => new { e.ProgrammeVersionId, e.Status }).Select(g => new { g.Key.ProgrammeVersionId, g.Key.Status, Number = g.Count() }).ToListAsync(ct);
        return programme is null ? null : new ProgrammeView(programme.Id, programme.Code, programme.Title, programme.Faculty, programme.IsRetired,
            [.. programme.Versions.OrderByDescending(v => v.CatalogueVersion)], [.. statuses.Select(s => new StatusCount(s.ProgrammeVersionId, s.Status, s.Number))]);
    }

    /// <summary>Faculty codes of modules and programmes.</summary>
    public async Task<IReadOnlyList<string>> FacultiesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Module>().Select(m => m.Faculty).Union(db.Set<Programme>().Select(p => p.Faculty)).OrderBy(f => f).ToListAsync(ct);
    }

    /// <summary>Academic years in which anything runs, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ModuleOccurrence>().Select(o => o.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<OccurrenceView>> OccurrencesAsync(RegistryDbContext db, long module, Caller caller, CancellationToken ct)
    {
        var counts = caller.May(Room.Enrolments, Level.See);
        var occurrences = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.ModuleId == module).OrderByDescending(o => o.Start).ThenBy(o => o.Key).Select(o => new OccurrenceView
        {
            Id = o.Id, Key = o.Key, AcademicYear = o.AcademicYear, Period = o.Period, Start = o.Start, End = o.End, RuleCode = o.RuleCode, Capacity = o.Capacity, IsClosed = o.IsClosed,
            CatalogueVersion = o.ModuleVersion.CatalogueVersion,
            Registered = counts ? db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered) : null,
            Waiting = counts ? db.Set<WaitingEntry>().Count(w => w.OccurrenceId == o.Id && w.State == WaitingState.Waiting) : null,
            HasWaitingList = o.HasWaitingList, Opens = o.RegistrationOpens, Closes = o.RegistrationCloses, Slots = TeachingSlot.Read(o.Slots),
            Withdrawn = counts ? db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Withdrawn) : null,
        }).ToListAsync(ct);
        var ids = occurrences.Select(o => (long?)o.Id).ToArray();
        var components = (await db.Set<AssessmentComponent>().AsNoTracking().Where(c => ids.Contains(c.OccurrenceId)).ToListAsync(ct)).ToLookup(c => c.OccurrenceId);
        var boards = (!caller.May(Room.Boards, Level.See) ? [] : await db.Set<ExamBoard>().AsNoTracking().Where(b => ids.Contains(b.OccurrenceId))
            .Select(b => new { b.OccurrenceId, b.Id, b.Title, b.Stage, b.MeetsOn }).ToListAsync(ct)).ToLookup(b => b.OccurrenceId);
        return [.. occurrences.Select(o => o with
        {
            Components = [.. components[o.Id].OrderBy(c => c.DueOn ?? DateOnly.MaxValue).ThenBy(c => c.Key)],
            Boards = [.. boards[o.Id].Select(b => new OccurrenceBoard(b.Id, b.Title, b.Stage, b.MeetsOn))],
        })];
    }
}
