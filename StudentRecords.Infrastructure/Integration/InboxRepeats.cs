using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Tells repeats from news: by the sender's message id, and by business key and version. Keys are kept for good.</summary>
internal sealed class InboxRepeats(RegistryDbContext db)
{
    private readonly Dictionary<(string Source, string Id), Known> byId = [];
    private readonly Dictionary<(string Flow, string Key, long Version), Known> byKey = [];

    public async Task LoadAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var inbox = db.Set<InboxMessage>().AsNoTracking();
        var ids = arrivals.Select(a => a.Message.MessageId).Distinct().ToList();
        var keys = arrivals.Select(a => a.Message.BusinessKey).Distinct().ToList();
        var sources = arrivals.Select(a => a.Message.Source).Distinct().ToList();
        var flows = arrivals.Select(a => a.Message.Flow).Distinct().ToList();
        await foreach (var known in inbox.Where(m => sources.Contains(m.Source) && ids.Contains(m.MessageId)).Select(Known.Of).AsAsyncEnumerable().WithCancellation(ct))
        {
            Remember(known);
        }

        await foreach (var known in inbox.Where(m => flows.Contains(m.Flow) && keys.Contains(m.BusinessKey)).Select(Known.Of).AsAsyncEnumerable().WithCancellation(ct))
        {
            Remember(known);
        }
    }

    /// <summary>
    /// What came before under the same id or key: the same message (a repeat), or another body under the same key (a conflict).
    /// Null when it is news, which is then remembered.
    /// </summary>
    public (Known Known, bool Same)? Find(InboxMessage message)
    {
        var known = byId.GetValueOrDefault((message.Source, message.MessageId)) ?? byKey.GetValueOrDefault((message.Flow, message.BusinessKey, message.SourceVersion));
        if (known is null)
        {
            Remember(new Known(message.Source, message.MessageId, message.Flow, message.BusinessKey, message.SourceVersion, message.BodyHash, message.State, message.ReasonCode, message.Reason) { Live = message });
            return null;
        }

        return (known, known.BodyHash == message.BodyHash);
    }

    private void Remember(Known known)
    {
        byId.TryAdd((known.Source, known.MessageId), known);
        byKey.TryAdd((known.Flow, known.BusinessKey, known.SourceVersion), known);
    }

    internal sealed record Known(string Source, string MessageId, string Flow, string BusinessKey, long SourceVersion, string BodyHash, InboxState State, string? Code, string? Reason)
    {
        public static readonly System.Linq.Expressions.Expression<Func<InboxMessage, Known>> Of =
            m => new Known(m.Source, m.MessageId, m.Flow, m.BusinessKey, m.SourceVersion, m.BodyHash, m.State, m.ReasonCode, m.Reason);

        public static readonly Func<InboxMessage, Known> From = Of.Compile();

        /// <summary>Came earlier in the same unit.</summary>
        public InboxMessage? Live { get; init; }

        public Receipt Answer(int line, string messageId) => new()
        {
            Line = line,
            MessageId = messageId,
            State = Live?.State ?? State,
            Code = Live?.ReasonCode ?? Code,
            Reason = Live?.Reason ?? Reason,
            Repeated = true,
        };
    }
}
