using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>
/// Whoever is no longer on a roll loses something at its receiver. Measured against what the receiver took: one part that falls by more than a fifth, a short one that loses
/// more than half, or all of them together.
/// </summary>
internal sealed class RollGuard
{
    private readonly Dictionary<string, int> held;
    private readonly bool fallsWhole;

    private RollGuard(Dictionary<string, int> held, IReadOnlyList<ExtractPart> parts)
    {
        this.held = held;
        var (before, now) = (0, 0);
        foreach (var part in parts)
        {
            before += held.GetValueOrDefault(part.Partition);
            now += Math.Min(part.Rows.Count, held.GetValueOrDefault(part.Partition));
        }

        fallsWhole = MassChange.IsTooMuch(before - now, before);
    }

    /// <summary>A batch has one message, so that its number is its place in the lane.</summary>
    /// <param name="db">The record.</param>
    /// <param name="extract">Nothing is held of one that is no roll.</param>
    /// <param name="parts">As they would go now.</param>
    /// <param name="batches">Those made before.</param>
    /// <param name="ct">Cancels the question.</param>
    public static async Task<RollGuard> OfAsync(RegistryDbContext db, Extract extract, IReadOnlyList<ExtractPart> parts, IEnumerable<ExtractBatch> batches, CancellationToken ct)
    {
        if (!extract.IsRoll)
        {
            return new RollGuard([], parts);
        }

        var taken = await db.Set<OutboxMessage>().Where(m => m.Flow == extract.Flow && m.Type == extract.Type && m.DeliveredAt != null)
            .GroupBy(m => m.Aggregate).Select(g => new { g.Key, Last = g.Max(m => m.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        return new RollGuard(batches.Where(b => taken.GetValueOrDefault(extract.Lane(b.Partition)) == b.Number).ToDictionary(b => b.Partition, b => b.Rows), parts);
    }

    /// <summary>Null when it may go; otherwise why a person is asked.</summary>
    public string? Refuses(ExtractPart part)
    {
        var (before, now) = (held.GetValueOrDefault(part.Partition), part.Rows.Count);
        var why = now >= before ? null
            : MassChange.IsTooMuch(before - now, before) ? $"by more than {MassChange.Share} %"
            : MassChange.IsTooMuchOfAList(before - now, before) ? "by more than half"
            : fallsWhole ? $"and all parts together by more than {MassChange.Share} %"
            : null;
        return why is null ? null : $"{MassChange.Code}: {before} rows fall to {now}, {why}. Send it again if that is meant, or set it aside.";
    }
}
