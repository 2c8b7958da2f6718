using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Asks, when messages of a kind are about to leave, whether what they say still holds.</summary>
internal interface IOutboundGate
{
    /// <summary>Flow and message name.</summary>
    (string Flow, string Type) Guards { get; }

    /// <summary>One question for all of them. Those not in the answer may go.</summary>
    Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct);
}

/// <summary>Why a message may not go now.</summary>
/// <param name="HoldUntil">It may later; null: never, it is withdrawn.</param>
internal sealed record GateVerdict(string Reason, DateTimeOffset? HoldUntil = null)
{
    /// <summary>Its time has come and something stands in its way: it counts as waiting, and whoever looks is told what for.</summary>
    public bool IsDue { get; init; }

    /// <summary>It is another's word, which the record may not take back by itself: it is stopped, and stands on the work list until a person sends it again or sets it aside.</summary>
    public bool IsForAPerson { get; init; }
}
