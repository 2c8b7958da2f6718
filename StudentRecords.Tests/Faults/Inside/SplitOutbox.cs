using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Takes away <see cref="Guard.OneTransaction"/>: what is to be told is written in a transaction of its own, after that of the change.</summary>
internal sealed class SplitOutbox(Signals signals, HubUnits units, IServiceProvider services) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<OutboxMessage>> aside = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && units.Has(db) && signals.Lacks(Guard.OneTransaction))
        {
            foreach (var told in db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).ToList())
            {
                aside.GetOrCreateValue(db).Add(told.Entity);
                told.State = EntityState.Detached;
            }
        }

        return ValueTask.FromResult(result);
    }

    public async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } unit && aside.TryGetValue(unit, out var told))
        {
            aside.Remove(unit);
            await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(cancellationToken);
            db.AddRange(told);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
