using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>A dropped file, as the list shows it.</summary>
public sealed record DropFileRow
{
    public required long Id { get; init; }
    public required string System { get; init; }
    public required string Name { get; init; }
    public string? Flow { get; init; }
    public string? Batch { get; init; }
    public required int Rows { get; init; }
    public required int Applied { get; init; }
    public required DropFileState State { get; init; }
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset ClaimedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Reads what was dropped.</summary>
public sealed class DropFileQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<DropFile> Sorts = Sorting<DropFile>.WithKey(f => f.Id)
        .By("claimed", f => f.Id, descendingFirst: true).By("system", f => f.System).By("name", f => f.Name).By("state", f => f.State).By("rows", f => f.Rows);

    /// <summary>Filters: <c>system</c>, <c>state</c>.</summary>
    public async Task<TablePage<DropFileRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var files = db.Set<DropFile>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            files = files.Where(f => EF.Functions.Like(f.Name, like, SearchPattern.Escape) || EF.Functions.Like(f.Batch!, like, SearchPattern.Escape));
        }

        if (query.Filter("system") is { } system)
        {
            files = files.Where(f => f.System == system);
        }

        if (query.Filter<DropFileState>("state") is { } state)
        {
            files = files.Where(f => f.State == state);
        }

        return await files.ToPageAsync(query, Sorts, f => new DropFileRow
        {
            Id = f.Id, System = f.System, Name = f.Name, Flow = f.Flow, Batch = f.Batch, Rows = f.Rows, Applied = f.Applied, State = f.State,
            ReasonCode = f.ReasonCode, Reason = f.Reason, ClaimedAt = f.ClaimedAt, EndedAt = f.EndedAt,
        }, ct);
    }
}
