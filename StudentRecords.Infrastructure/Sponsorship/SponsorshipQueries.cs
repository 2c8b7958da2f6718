using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>A permission as it stands.</summary>
public sealed record PermissionRow(long Id, string CasNumber, PermissionState State, DateOnly? ValidFrom, DateOnly? ValidUntil, DateOnly DecidedOn, string Source);

/// <summary>A CAS that was asked for (F051), and the one that was assigned for it (F052).</summary>
/// <param name="Request">Key of the request, as F051 sent it.</param>
public sealed record CasRequestRow(long Id, string Request, string Summary, DateOnly AskedOn, InterventionState State, string? Answer, DateOnly? AnsweredOn);

/// <summary>Permissions to study of one person.</summary>
public sealed class SponsorshipQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What was asked for, newest first.</summary>
    public async Task<IReadOnlyList<CasRequestRow>> RequestsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Sponsorships, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Sponsorships, Level.See)).Select(p => p.Id);
        return await db.Set<Intervention>().AsNoTracking().Where(i => i.PersonId == personId && people.Contains(i.PersonId) && i.Kind == InterventionKind.CasRequest).OrderByDescending(i => i.OpenedOn).ThenByDescending(i => i.Id)
            .Select(i => new CasRequestRow(i.Id, SponsorCases.RequestOf(i.Key), i.Summary, i.OpenedOn, i.State, i.Outcome, i.ClosedOn)).ToListAsync(ct);
    }

    /// <summary>Newest word first.</summary>
    public async Task<IReadOnlyList<PermissionRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Sponsorships, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Sponsorships, Level.See)).Select(p => p.Id);
        return await db.Set<PermissionToStudy>().AsNoTracking().Where(p => p.PersonId == personId && people.Contains(p.PersonId)).OrderByDescending(p => p.DecidedOn)
            .Select(p => new PermissionRow(p.Id, p.CasNumber, p.State, p.ValidFrom, p.ValidUntil, p.DecidedOn, p.Source)).ToListAsync(ct);
    }
}
