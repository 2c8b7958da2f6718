using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound.Campaigns;

/// <summary>F058: what the record says of whose status a text speaks of. That is the status of the studies that run; where none does, of the newest, and never of one that is long over.</summary>
internal sealed class StatusClaims
{
    private readonly Dictionary<PersonRef, long> people;
    private readonly ILookup<long, EngagementStatus> statuses;

    private StatusClaims(Dictionary<PersonRef, long> people, ILookup<long, EngagementStatus> statuses) => (this.people, this.statuses) = (people, statuses);

    public static StatusClaims None { get; } = new([], Array.Empty<EngagementStatus>().ToLookup(_ => 0L));

    public static async Task<StatusClaims> ReadAsync(RegistryDbContext db, IEnumerable<PersonRef> students, CancellationToken ct)
    {
        var people = await PersonLookup.FindAsync(db, students, ct);
        if (people.Count == 0)
        {
            return None;
        }

        var ids = people.Values.Distinct().ToList();
        var held = await db.Set<Engagement>().AsNoTracking().Where(e => ids.Contains(e.PersonId)).Select(e => new { e.Id, e.PersonId, e.Status, e.Start }).ToListAsync(ct);
        var spoken = held.GroupBy(e => e.PersonId).SelectMany(g => g.Any(e => Runs(e.Status)) ? g.Where(e => Runs(e.Status)) : g.OrderByDescending(e => e.Start).ThenByDescending(e => e.Id).Take(1));
        return new StatusClaims(people, spoken.ToLookup(e => e.PersonId, e => e.Status));
    }

    /// <summary>What the record says of the student; nothing where it knows no study of theirs.</summary>
    public IReadOnlyList<EngagementStatus> Of(PersonRef student) => people.TryGetValue(student, out var person) ? [.. statuses[person].Distinct()] : [];

    /// <summary>Null where the content claims nothing, or what is so.</summary>
    public string? Contradicts(CampaignContent content)
    {
        if (content.StatusClaim is not { } claim)
        {
            return null;
        }

        var held = Of(content.Student!);
        return held.Contains(Enum.Parse<EngagementStatus>(claim)) ? null : $"The text says {claim} of {content.Student}, and the record says {(held.Count == 0 ? "nothing of them" : string.Join(", ", held))}.";
    }

    private static bool Runs(EngagementStatus status) => status is EngagementStatus.Enrolled or EngagementStatus.Interrupted;
}
