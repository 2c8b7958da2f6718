using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Support;

/// <summary>A rule of the warehouse and what fails it.</summary>
public sealed record QualityRow(long Id, string Rule, string Entity, string Sentence, DateOnly FoundOn, string Run, DateOnly? ClearedOn);

/// <summary>What the warehouse finds wrong in the record (F030).</summary>
public sealed class DataQualityQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<DataQualityTask> Sorts = Sorting<DataQualityTask>.WithKey(t => t.Id).By("found", t => t.FoundOn, descendingFirst: true).By("rule", t => t.Rule).By("entity", t => t.Entity).By("cleared", t => t.ClearedOn);

    /// <summary>Search: rule, entity or sentence. Filter: <c>cleared</c> (yes, no).</summary>
    public async Task<TablePage<QualityRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Support, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var tasks = db.Set<DataQualityTask>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            tasks = tasks.Where(t => EF.Functions.Like(t.Rule, like, SearchPattern.Escape) || EF.Functions.Like(t.Entity, like, SearchPattern.Escape) || EF.Functions.Like(t.Sentence, like, SearchPattern.Escape));
        }

        if (query.Filter("cleared") is { } cleared)
        {
            tasks = tasks.Where(t => (t.ClearedOn != null) == (cleared == "yes"));
        }

        return await tasks.ToPageAsync(query, Sorts, t => new QualityRow(t.Id, t.Rule, t.Entity, t.Sentence, t.FoundOn, t.Run, t.ClearedOn), ct);
    }
}
