using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>The points within the hub's transactions at which the process can be told to die.</summary>
internal sealed class UnitKills(Signals signals, HubUnits units) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const int Middle = 2;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges && units.Write(eventData.Context) == Middle)
        {
            signals.Pass(KillPoint.MidApply);
        }

        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (units.Has(eventData.Context))
        {
            signals.Pass(KillPoint.BeforeCommit);
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (units.Has(eventData.Context))
        {
            signals.Pass(KillPoint.AfterCommit);
        }

        return Task.CompletedTask;
    }
}
