using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>F049: a registration is confirmed to the loans company only while the student is enrolled; money follows it.</summary>
internal sealed class LoanRegistrationGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F049", "SlcRegistrationConfirmed");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Where(m => m.PersonId is not null).Select(m => m.PersonId!.Value).Distinct().ToList();
        var statuses = (await db.Set<Engagement>().AsNoTracking().Where(e => people.Contains(e.PersonId)).Select(e => new { e.PersonId, e.Numhus, e.Status }).ToListAsync(ct))
            .ToLookup(e => (e.PersonId, e.Numhus), e => e.Status);
        return messages.Select(m => (m.Id, Status: statuses[(m.PersonId ?? 0, Engagement(m))].ToList()))
            .Where(m => !m.Status.Contains(EngagementStatus.Enrolled))
            .ToDictionary(m => m.Id, m => new GateVerdict(m.Status.Count == 0 ? "There is no such engagement any more." : $"The engagement is {m.Status[0]} now."));
    }

    private static string Engagement(OutboxMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.GetProperty("engagement").GetString() ?? "";
    }
}
