using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Support;

/// <summary>A policy, and how many have acknowledged the version that stands.</summary>
public sealed record PolicyRow(string Policy, string Title, string Link, DateOnly EffectiveOn, string? Programme, bool NeedsAcknowledgement, bool IsWithdrawn, int Acknowledged);

/// <summary>Policies that students are told of.</summary>
public sealed class PolicyQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PolicyRow>> AllAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Support, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<PolicyNotice>().AsNoTracking().OrderByDescending(n => n.EffectiveOn).ThenBy(n => n.Key)
            .Select(n => new PolicyRow(n.Key, n.Title, n.Link, n.EffectiveOn, n.ProgrammeCode, n.NeedsAcknowledgement, n.IsWithdrawn, db.Set<PolicyAcknowledgement>().Count(a => a.NoticeId == n.Id && a.PolicyVersion == n.SourceVersion))).ToListAsync(ct);
    }
}
