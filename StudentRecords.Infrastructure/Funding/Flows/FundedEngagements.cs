using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>Which engagement a funder means, and its fees, loaded once for a slice.</summary>
internal sealed class FundedEngagements
{
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);

    public FeeAssessment Fees { get; } = new();

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        var all = await db.Set<Engagement>().Where(e => people.Contains(e.PersonId)).ToListAsync(ct);
        engagements = all.ToLookup(e => e.PersonId);
        await Fees.LoadAsync(db, all, ct);
    }

    /// <summary>The one named, or else the one that runs: enrolled before expected before any other, the newest first. Null: there is none.</summary>
    public Engagement? Of(long person, string? numhus) => engagements[person].Where(e => numhus is null || e.Numhus == numhus)
        .OrderBy(e => e.Status switch { EngagementStatus.Enrolled => 0, EngagementStatus.Expected => 1, EngagementStatus.Interrupted => 2, _ => 3 })
        .ThenByDescending(e => e.Start).FirstOrDefault();

    public Engagement? ById(long person, long engagement) => engagements[person].FirstOrDefault(e => e.Id == engagement);
}
