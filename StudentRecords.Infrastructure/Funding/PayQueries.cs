using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A payment that Payroll may make, made or may no longer make.</summary>
/// <param name="DueOn">Of an instalment of a studentship's stipend; null of what a person authorised for a pay period.</param>
public sealed record PayRow(long Id, PayKind Kind, string Scheme, string Period, int Instalment, decimal Amount, DateOnly AuthorisedOn, PayState State, string? Because, DateOnly? DueOn);

/// <summary>A stipend that a studentship pays (F040), and its next instalment.</summary>
/// <param name="Yearly">Pounds.</param>
/// <param name="Next">The next that is not authorised; null when the studentship ends before it.</param>
public sealed record ComingStipend(string Award, string Funder, decimal Yearly, int Instalments, DateOnly? To, StipendPart? Next)
{
    /// <summary>When it is authorised, if the student is enrolled then.</summary>
    public DateOnly? AuthorisedFrom => Next?.DueOn.AddDays(-StipendPlan.DaysAhead);
}

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
            .Select(a => new PayRow(a.Id, a.Kind, a.Scheme, a.Period, a.Instalment, a.Amount, a.AuthorisedOn, a.State, a.Because, a.DueOn)).ToListAsync(ct);
    }

    /// <summary>Stipends that run or are to come, by award.</summary>
    public async Task<IReadOnlyList<ComingStipend>> StipendsOfPersonAsync(long personId, DateOnly today, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        var awards = await (from a in db.Set<FundingAward>().AsNoTracking()
                            join e in db.Set<Engagement>().AsNoTracking() on a.EngagementId equals e.Id
                            where reached.Contains(a.PersonId) && a.Kind == AwardKind.Studentship && a.Stipend != null && (a.To == null || a.To >= today)
                            orderby a.From, a.Id
                            select new { Award = a, e.Start }).ToListAsync(ct);
        var ids = awards.ConvertAll(a => (long?)a.Award.Id);
        var settled = (await db.Set<PayAuthorisation>().AsNoTracking().Where(p => ids.Contains(p.AwardId) && (p.State != PayState.Revoked || p.IsStopped)).Select(p => new { p.AwardId, p.Period }).ToListAsync(ct)).ToLookup(p => p.AwardId, p => p.Period);
        return awards.ConvertAll(a => new ComingStipend(a.Award.Key, a.Award.Payer, a.Award.Stipend!.Value, a.Award.StipendInstalments ?? 1, a.Award.To,
            StipendPart.Of(a.Award, a.Start, (a.Award.From > today ? a.Award.From : today).AddYears(2)).FirstOrDefault(p => p.DueOn > today && !settled[a.Award.Id].Contains(p.Period))));
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
