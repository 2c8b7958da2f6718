using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>Award regulations and where they hold.</summary>
public sealed class RegulationQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<AwardRegulation> Sorts = Sorting<AwardRegulation>.WithKey(r => r.Id)
        .By("code", r => r.Code).By("version", r => r.RegulationVersion).By("title", r => r.Title).By("from", r => r.FromEntryYear);

    /// <summary>Search: code or title. Filters: <c>show</c> (bound, unbound).</summary>
    public async Task<TablePage<RegulationRow>> RegulationsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var regulations = db.Set<AwardRegulation>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            regulations = regulations.Where(r => EF.Functions.Like(r.Code, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(r.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        regulations = query.Filter("show") switch
        {
            "bound" => regulations.Where(r => db.Set<RegulationBinding>().Any(b => b.RegulationId == r.Id)),
            "unbound" => regulations.Where(r => !db.Set<RegulationBinding>().Any(b => b.RegulationId == r.Id)),
            _ => regulations,
        };
        return await regulations.ToPageAsync(query, Sorts, r => new RegulationRow { Id = r.Id, Code = r.Code, Version = r.RegulationVersion, Title = r.Title, FromEntryYear = r.FromEntryYear, Bindings = db.Set<RegulationBinding>().Count(b => b.RegulationId == r.Id) }, ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<RegulationView?> RegulationAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<AwardRegulation>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } r)
        {
            return null;
        }

        var clauses = AwardClauses.Read(r.Clauses);
        var versions = await db.Set<AwardRegulation>().AsNoTracking().Where(v => v.Code == r.Code).OrderByDescending(v => v.RegulationVersion)
            .Select(v => new RegulationRow { Id = v.Id, Code = v.Code, Version = v.RegulationVersion, Title = v.Title, FromEntryYear = v.FromEntryYear, Bindings = db.Set<RegulationBinding>().Count(b => b.RegulationId == v.Id) }).ToListAsync(ct);
        var cohorts = db.Set<RegulationBinding>().Where(b => b.RegulationId == id);
        var bindings = await BindingsAsync(db, db.Set<RegulationBinding>().Where(b => cohorts.Any(c => c.ProgrammeVersionId == b.ProgrammeVersionId)), ct);
        return new(r.Id, r.Code, r.RegulationVersion, r.Title, r.FromEntryYear, r.Clauses, clauses.Value is { } rule ? ClauseWords.Of(rule) : [], clauses.Refusals, [.. bindings.Where(b => b.RegulationId == id)], versions);
    }

    /// <summary>Every binding of a programme, those that hold first.</summary>
    public async Task<IReadOnlyList<BindingView>> OfProgrammeAsync(long programmeId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await BindingsAsync(db, db.Set<RegulationBinding>().Where(b => db.Set<ProgrammeVersion>().Any(v => v.Id == b.ProgrammeVersionId && v.ProgrammeId == programmeId)), ct);
    }

    /// <summary>Programme versions that are open to a binding.</summary>
    public async Task<IReadOnlyList<BindableVersion>> BindableAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await (from v in db.Set<ProgrammeVersion>().AsNoTracking()
                      join p in db.Set<Programme>() on v.ProgrammeId equals p.Id
                      orderby p.Code, v.CatalogueVersion descending
                      select new BindableVersion(v.Id, p.Id, p.Code, v.Title, v.Award, v.CatalogueVersion, v.FromYear)).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<BindingView>> BindingsAsync(RegistryDbContext db, IQueryable<RegulationBinding> bindings, CancellationToken ct)
    {
        var rows = await (from b in bindings.AsNoTracking()
                          join v in db.Set<ProgrammeVersion>() on b.ProgrammeVersionId equals v.Id
                          join p in db.Set<Programme>() on v.ProgrammeId equals p.Id
                          join r in db.Set<AwardRegulation>() on b.RegulationId equals r.Id
                          orderby p.Code, v.CatalogueVersion, b.FromEntryYear descending, b.Ordinal descending
                          select new { b.ProgrammeVersionId, p.Id, p.Code, v.CatalogueVersion, b.FromEntryYear, b.RegulationId, Regulation = r.Code, r.RegulationVersion, b.BoundBy, b.BoundAt }).ToListAsync(ct);
        // the first of a cohort is the one with the highest ordinal
        HashSet<(long, string)> seen = [];
        return [.. rows.Select(r => new BindingView(r.Id, r.Code, r.CatalogueVersion, r.FromEntryYear, r.RegulationId, $"{r.Regulation} version {r.RegulationVersion}", r.BoundBy, r.BoundAt, seen.Add((r.ProgrammeVersionId, r.FromEntryYear))))];
    }
}
