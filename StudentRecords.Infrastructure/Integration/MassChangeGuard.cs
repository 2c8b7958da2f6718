using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Asks of a batch or file, before anything of it is applied, whether it would end more at once than may go without a person.</summary>
internal sealed class MassChangeGuard(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>Null when it may go.</summary>
    /// <param name="flow">Code of the flow.</param>
    /// <param name="batch">What the sender calls it.</param>
    /// <param name="types">The message names of the whole batch or file.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<Refusal?> AskAsync(string flow, string batch, IEnumerable<string> types, CancellationToken ct)
    {
        var ends = MassChange.EndsOf(flow);
        var gone = ends.Count == 0 ? 0 : types.Count(ends.Contains);
        if (gone < MassChange.Fewest)
        {
            return null;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var held = await StandingCounts.OfAsync(db, flow, now, UkTime.Day(now), ct);
        return MassChange.IsTooMuch(gone, held)
            ? new Refusal(MassChange.Code, $"Batch {batch} would end {gone} of the {held} that stand of {flow}: more than {MassChange.Share} % at once. Nothing of it is applied before a person approves it.", flow)
            : null;
    }
}
