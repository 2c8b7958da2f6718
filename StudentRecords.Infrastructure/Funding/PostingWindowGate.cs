using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>F009: charges reach Finance only while it takes postings; what is late waits for the next window.</summary>
internal sealed class PostingWindowGate(string type, PostingWindow window) : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F009", type);

    public Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var opens = window.Next(now);
        return Task.FromResult<IReadOnlyDictionary<long, GateVerdict>>(opens <= now ? new Dictionary<long, GateVerdict>()
            : messages.ToDictionary(m => m.Id, _ => new GateVerdict("Finance takes no postings now.", opens)));
    }
}
