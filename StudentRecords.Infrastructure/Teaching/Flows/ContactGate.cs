using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F051: missed contacts are reported only while the marks, the timetable and the adjustments still say so.</summary>
internal sealed class ContactGate : IOutboundGate
{
    public (string Flow, string Type) Guards => SponsorWatch.Report;

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var contacts = new ExpectedContacts();
        await contacts.LoadAsync(db, [.. messages.Select(m => m.PersonId).OfType<long>().Distinct()], ct);
        return messages.Where(m => !contacts.Stands(m.PersonId ?? 0, SponsorWatch.FirstMissed(m))).ToDictionary(m => m.Id, _ => new GateVerdict(SponsorWatch.NoLongerSo));
    }
}
