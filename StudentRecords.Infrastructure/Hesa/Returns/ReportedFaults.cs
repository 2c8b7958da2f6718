using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Hesa.Returns;

/// <summary>What the authority found in a submission (F048), with whom it is about, until somebody has settled it.</summary>
public sealed class ReportedFaults(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ReportedFault> Faults = Sorting<ReportedFault>.WithKey(f => f.Id)
        .By("rule", f => f.Rule).By("key", f => f.Key).By("received", f => f.ReceivedAt).By("settled", f => f.SettledAt);

    /// <summary>Those of the return <see cref="TableQuery.Of"/>. Filter: <c>state</c> (open, settled); the search looks into rule, key and sentence.</summary>
    public async Task<TablePage<ReportedFaultRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var faults = db.Set<ReportedFault>().AsNoTracking().Where(f => f.ReturnId == query.Of);
        if (query.Search.Length > 0)
        {
            var pattern = SearchPattern.Containing(query.Search);
            faults = faults.Where(f => EF.Functions.Like(f.Rule, pattern, SearchPattern.Escape) || EF.Functions.Like(f.Key, pattern, SearchPattern.Escape) || EF.Functions.Like(f.Sentence, pattern, SearchPattern.Escape));
        }

        faults = query.Filter("state") switch
        {
            "open" => faults.Where(f => f.SettledAt == null),
            "settled" => faults.Where(f => f.SettledAt != null),
            _ => faults,
        };
        return await faults.ToPageAsync(query, Faults, f => new ReportedFaultRow(f.Id, f.Version, f.ReturnId, f.Rule, f.Key, f.Sentence, f.ReceivedAt, f.MatchedPersonId, f.SettledAt), ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<ReportedFaultRow?> FindAsync(long faultId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ReportedFault>().AsNoTracking().Where(f => f.Id == faultId)
            .Select(f => new ReportedFaultRow(f.Id, f.Version, f.ReturnId, f.Rule, f.Key, f.Sentence, f.ReceivedAt, f.MatchedPersonId, f.SettledAt)).SingleOrDefaultAsync(ct);
    }

    /// <summary>It has been dealt with: the record is mended, or the authority was answered.</summary>
    public async Task<Outcome> SettleAsync(long faultId, long version, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var fault = await db.Set<ReportedFault>().SingleOrDefaultAsync(f => f.Id == faultId, ct);
        if (fault is null || fault.Version != version)
        {
            return Outcome.Refused("CHANGED_MEANWHILE", "The finding was changed while you read it; look at it again.", "Concurrent edit");
        }

        if (fault.SettledAt is { } settled)
        {
            return Outcome.Refused("ALREADY_SETTLED", $"It was settled on {settled:d MMM yyyy}.", "F048");
        }

        fault.Settle(change.At);
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }
}

/// <param name="PersonId">Whom it is about; null where nobody was returned under the key.</param>
public sealed record ReportedFaultRow(long Id, long Version, long ReturnId, string Rule, string Key, string Sentence, DateTimeOffset ReceivedAt, long? PersonId, DateTimeOffset? SettledAt);

/// <summary>Findings of the authority that nobody has settled.</summary>
internal sealed class ReportedFaultsWaiting(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Returns, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var open = await db.Set<ReportedFault>().Where(f => f.SettledAt == null).GroupBy(f => f.ReturnId).Select(g => new { Return = g.Key, Number = g.Count() }).OrderBy(g => g.Return).ToListAsync(ct);
        return [.. open.Select(o => new WaitingWork(o.Number, "finding of the authority to settle", "findings of the authority to settle", $"/returns/{o.Return}/reported?f.state=open", IsUrgent: true))];
    }
}
