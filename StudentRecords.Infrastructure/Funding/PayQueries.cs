using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A payment that Payroll may make, made or may no longer make.</summary>
public sealed record PayRow(long Id, PayKind Kind, string Scheme, string Period, int Instalment, decimal Amount, DateOnly AuthorisedOn, PayState State, string? Because);

/// <summary>Work that hours can be paid for.</summary>
public sealed record PaidWork(long Id, string Title, StaffRoleState State);

/// <summary>What Payroll is asked to pay one student (F035).</summary>
public sealed class PayQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PayRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await db.Set<PayAuthorisation>().AsNoTracking().Where(a => reached.Contains(a.PersonId)).OrderByDescending(a => a.AuthorisedOn).ThenByDescending(a => a.Id)
            .Select(a => new PayRow(a.Id, a.Kind, a.Scheme, a.Period, a.Instalment, a.Amount, a.AuthorisedOn, a.State, a.Because)).ToListAsync(ct);
    }

    /// <summary>Work of the student that has not ended.</summary>
    public async Task<IReadOnlyList<PaidWork>> WorkOfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await db.Set<StudentStaffRole>().AsNoTracking().Where(r => reached.Contains(r.PersonId) && r.State != StaffRoleState.Ended).OrderBy(r => r.Title).Select(r => new PaidWork(r.Id, r.Title, r.State)).ToListAsync(ct);
    }
}
