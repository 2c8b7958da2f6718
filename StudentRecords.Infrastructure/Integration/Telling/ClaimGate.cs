using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Campaigns;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F058: a text that claims a status goes to the portal only while the record says the same; otherwise it is stopped, and somebody decides.</summary>
internal sealed class ClaimGate(string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F058", type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (m.Id, Content: JsonSerializer.Deserialize<CampaignContent>(m.Body, ContractJson.Lenient)!)).Where(m => m.Content.StatusClaim is not null).ToList();
        var claims = await StatusClaims.ReadAsync(db, asked.Select(m => m.Content.Student).OfType<PersonRef>(), ct);
        return asked.Select(m => (m.Id, Why: claims.Contradicts(m.Content))).Where(m => m.Why is not null).ToDictionary(m => m.Id, m => new GateVerdict($"{m.Why} It did when the text came.") { IsForAPerson = true });
    }
}
