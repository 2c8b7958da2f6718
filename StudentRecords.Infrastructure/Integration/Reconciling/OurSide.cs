using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Retention;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>Reads what the record has sent of a flow, or has been sent, in a period, as it is compared.</summary>
internal sealed class OurSide(RegistryDbContext db, Flow flow, string system, bool isOutgoing)
{
    private const int AtOnce = 1000;

    /// <summary>What came so near to the end of a period may be counted to the next day by the other side's clock.</summary>
    private static readonly TimeSpan Edge = TimeSpan.FromHours(2);

    /// <summary>Everything of the period, whichever end the system stands at where people key it.</summary>
    public async Task<List<HeldMessage>> PeriodAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (first, after) = (new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), new DateTimeOffset(to.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var held = new List<HeldMessage>();
        if (flow.IsKeyed)
        {
            held.AddRange((await KeyedSide.ReadAsync(db, flow, ct)).Where(w => w.At >= first && w.At < after).Select(w => w.Message));
        }
        else if (isOutgoing)
        {
            await foreach (var message in Sent().Where(m => m.CreatedAt >= first && m.CreatedAt < after).AsAsyncEnumerable().WithCancellation(ct))
            {
                held.Add(Of(message));
            }
        }
        else
        {
            await foreach (var message in Came().Where(m => m.ReceivedAt >= first && m.ReceivedAt < after).AsAsyncEnumerable().WithCancellation(ct))
            {
                held.Add(Of(message) with { IsAtEdge = message.ReceivedAt < first + Edge || message.ReceivedAt >= after - Edge });
            }
        }

        return held;
    }

    /// <summary>The period, and whatever is held outside it under a key that the other side names.</summary>
    public async Task<IReadOnlyList<HeldInPeriod>> ForAsync(PartnerFigure figure, CancellationToken ct)
    {
        var held = (await PeriodAsync(figure.From, figure.To, ct)).ConvertAll(m => new HeldInPeriod(m, true));
        var (known, ids) = (held.Select(h => (h.Message.Key, h.Message.Version)).ToHashSet(), held.Select(h => h.Message.MessageId).ToHashSet());
        var asked = (figure.Items ?? []).Where(i => !known.Contains((i.Key, i.Version))).Select(i => i.Key).Distinct(StringComparer.Ordinal);
        foreach (var keys in asked.Chunk(AtOnce).Select(k => k.ToList()))
        {
            var found = flow.IsKeyed ? (await KeyedSide.ReadAsync(db, flow, ct)).Select(w => w.Message).Where(m => keys.Contains(m.Key))
                : isOutgoing
                ? (await Sent().Where(m => keys.Contains(m.Key)).ToListAsync(ct)).Select(Of)
                : (await Came().Where(m => keys.Contains(m.BusinessKey)).ToListAsync(ct)).Select(Of);
            held.AddRange(found.Where(m => ids.Add(m.MessageId)).Select(m => new HeldInPeriod(m, false)));
        }

        return held;
    }

    private IQueryable<OutboxMessage> Sent() => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow.Code && m.Destination == system);

    /// <summary>What conflicted with an earlier message is kept under a name of its own and is not compared.</summary>
    private IQueryable<InboxMessage> Came() => db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == flow.Code && m.Source == system && m.ReasonCode != ReasonAdvice.Conflict);

    private HeldMessage Of(OutboxMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        var standing = message switch
        {
            { DeliveredAt: not null } => HeldStanding.Due,
            { State: OutboxState.Withdrawn or OutboxState.SetAside, MayHaveLeft: false } => HeldStanding.Stopped,
            _ => HeldStanding.UnderWay,
        };
        var hash = message.Body == RecordParts.Nothing ? null : HashTotal.OfText(OutboundEnvelope.Body(message));
        return new HeldMessage(message.Id, message.Key, message.Sequence, hash, Grouping.Of(flow, message.Type, message.CreatedAt, body.RootElement), Grouping.Pounds(body.RootElement), standing);
    }

    private HeldMessage Of(InboxMessage message)
    {
        using var raw = JsonDocument.Parse(message.Raw.TrimStart('\uFEFF'));
        var data = raw.RootElement.TryGetProperty("data", out var content) ? content : default;
        var standing = message.State is InboxState.Quarantined or InboxState.Parked or InboxState.Accepted ? HeldStanding.HeldUp : HeldStanding.Due;
        var hash = message.Raw == RecordParts.Nothing ? null : HashTotal.OfText(Encoding.UTF8.GetBytes(message.Raw.TrimEnd('\r')));
        return new HeldMessage(message.Id, message.BusinessKey, message.SourceVersion, hash, Grouping.Of(flow, message.Type, message.ReceivedAt, data), Grouping.Pounds(data), standing);
    }
}
