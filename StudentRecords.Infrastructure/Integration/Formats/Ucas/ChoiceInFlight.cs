using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats.Ucas;

/// <summary>F046 by the link: one transaction of a choice at a time. The next waits for UCAS's answer, and for a day at most: news of a free place must not wait for an answer that was lost.</summary>
internal sealed class ChoiceInFlight(string type) : IOutboundGate
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    public static readonly IReadOnlyList<ChoiceInFlight> All = [.. ((string[])["UcasEnrolmentConfirmed", "UcasWithdrawalNotified", "UcasDeferralNotified", "UcasNoShowNotified"]).Select(t => new ChoiceInFlight(t))];

    public (string Flow, string Type) Guards => (LinkAnswers.Flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.Set<PartnerChannel>().AnyAsync(c => c.System == "UCAS" && c.Kind == ChannelKind.Formats, ct))
        {
            return new Dictionary<long, GateVerdict>();
        }

        var (choices, since) = (messages.Select(m => m.Aggregate).Distinct().ToList(), now - Patience);
        var flying = (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == LinkAnswers.Flow && choices.Contains(m.Aggregate) && m.State == OutboxState.Delivered && m.DeliveredAt > since && !m.Receipt!.StartsWith(LinkAnswers.Taken))
            .Select(m => new { m.Aggregate, m.Sequence, m.Type }).ToListAsync(ct)).ToLookup(m => m.Aggregate);
        return messages.Select(m => (m.Id, Before: flying[m.Aggregate].FirstOrDefault(f => f.Sequence < m.Sequence))).Where(m => m.Before is not null)
            .ToDictionary(m => m.Id, m => new GateVerdict($"UCAS has not answered {m.Before!.Type} of this choice yet.", now + AskAgain) { IsDue = true });
    }
}
