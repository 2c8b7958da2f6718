using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Asks of a batch or file, before anything of it is applied, whether it would end or hold up more at once than may go without a person.</summary>
internal sealed class MassChangeGuard(IDbContextFactory<RegistryDbContext> store, ArrivalReader reader, TimeProvider clock)
{
    /// <summary>What the messages that would end or block something are about, one for each.</summary>
    public List<string> EndsOf(IEnumerable<Arrival> arrivals)
    {
        var today = clock.Today();
        return [.. arrivals.Where(a => a.Delivery is { } d && MassChange.IsEnd(a.Message.Flow, a.Message.Type, d.Content, today)).Select(a => a.Delivery!.Subject)];
    }

    /// <summary>What the message is about when it would end or block something; null when it would not.</summary>
    public string? EndOf(string flow, string source, string raw) =>
        RawEnvelope.TryRead(raw, out var envelope, out _) && MassChange.EndsOf(flow).Contains(envelope.Type) && reader.Read(flow, source, raw, 1, "", null, out _) is { } arrival ? EndsOf([arrival]).FirstOrDefault() : null;

    /// <summary>Null when it may go.</summary>
    /// <param name="flow">Code of the flow.</param>
    /// <param name="batch">What the sender calls it.</param>
    /// <param name="ends">What the messages are about that would end or block something, of the whole batch or file.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<Refusal?> AskAsync(string flow, string batch, IReadOnlyCollection<string> ends, CancellationToken ct)
    {
        var gone = MassChange.Blocks(flow) ? ends.Distinct(StringComparer.Ordinal).Count() : ends.Count;
        if (gone < MassChange.Fewest)
        {
            return null;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var held = await StandingCounts.OfAsync(db, flow, now, UkTime.Day(now), ct);
        return MassChange.IsTooMuch(gone, held)
            ? new Refusal(MassChange.Code, $"Batch {batch} would {(MassChange.Blocks(flow) ? $"hold up {gone} students of the {held} that {flow} may be about" : $"end {gone} of the {held} that stand of {flow}")}: more than {MassChange.Share} % at once. Nothing of it is applied before a person approves it.", flow)
            : null;
    }
}
