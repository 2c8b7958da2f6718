using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A store that can be away.</summary>
internal sealed class StoreAway : DbConnectionInterceptor
{
    private volatile bool isAway;
    private int asked;

    /// <summary>How often it was asked in vain.</summary>
    public int Asked => asked;

    public void Go() => isAway = true;

    public void ComeBack() => isAway = false;

    public void Into(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(this));
        services.ConfigureDbContext<SqlServerRegistryDbContext>(o => o.AddInterceptors(this));
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (isAway)
        {
            Interlocked.Increment(ref asked);
            throw new IOException("The disk is away.");
        }

        return new(result);
    }
}

/// <summary>Does something once, right after a commit: before anybody hears of it.</summary>
internal sealed class AfterCommit : DbTransactionInterceptor
{
    private Action? then;

    public void Once(Action act) => then = act;

    public void Into(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(this));
        services.ConfigureDbContext<SqlServerRegistryDbContext>(o => o.AddInterceptors(this));
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref then, null)?.Invoke();
        return Task.CompletedTask;
    }
}
