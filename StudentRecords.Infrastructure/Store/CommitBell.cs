using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudentRecords.Infrastructure.Store;

/// <summary>Rings when a new row of its kind has been committed by this process, so that whoever works on them need not wait for the next beat.</summary>
public abstract class CommitBell<TRow> : SaveChangesInterceptor, IDbTransactionInterceptor
    where TRow : class
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConditionalWeakTable<DbContext, object> waiting = [];

    public IAsyncEnumerable<bool> RingsAsync(CancellationToken ct) => rings.Reader.ReadAllAsync(ct);

    /// <summary>Waits until it rings, or that long.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(most);
        try
        {
            await rings.Reader.ReadAsync(end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>True when it has rung since it was last heard.</summary>
    public bool HasRung() => rings.Reader.TryRead(out _);

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Notice(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Notice(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        RingUnlessOpen(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        RingUnlessOpen(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => RingFor(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RingFor(eventData.Context);
        return Task.CompletedTask;
    }

    private void Notice(DbContext db)
    {
        if (db.ChangeTracker.Entries<TRow>().Any(e => e.State == EntityState.Added))
        {
            waiting.AddOrUpdate(db, this);
        }
    }

    private void RingUnlessOpen(DbContext db)
    {
        if (db.Database.CurrentTransaction is null)
        {
            RingFor(db);
        }
    }

    private void RingFor(DbContext? db)
    {
        if (db is not null && waiting.Remove(db))
        {
            rings.Writer.TryWrite(true);
        }
    }
}
