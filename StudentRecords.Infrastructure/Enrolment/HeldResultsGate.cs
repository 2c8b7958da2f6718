using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>F012: grades of somebody whose results are held wait until the hold is released; it is asked again every quarter of an hour.</summary>
internal sealed class HeldResultsGate : IOutboundGate
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    public (string Flow, string Type) Guards => ("F012", "RatifiedGradesPublished");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Where(m => m.PersonId is not null).Select(m => m.PersonId!.Value).Distinct().ToList();
        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).Where(h => h.Blocks.HasFlag(Blocks.ResultsRelease)).ToLookup(h => h.PersonId);
        return messages.Where(m => m.PersonId is { } person && holds.Contains(person))
            .ToDictionary(m => m.Id, m => new GateVerdict($"{holds[m.PersonId!.Value].First().Source} holds the results.", now + AskAgain));
    }
}
