using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A charge or a reversal.</summary>
/// <param name="Reverses">Takes another charge back.</param>
/// <param name="IsReversed">Was taken back by another.</param>
public sealed record ChargeRow(long Id, string AcademicYear, string Element, decimal Amount, string Rule, string TriggeringStatus, DateTimeOffset AssessedAt, long? Reverses, bool IsReversed);

/// <summary>A payment or, negative, a refund.</summary>
public sealed record PaymentRow(string Key, decimal Amount, DateOnly PaidOn);

/// <summary>What a student was charged and has paid, in pounds.</summary>
public sealed record StudentAccount(IReadOnlyList<ChargeRow> Charges, IReadOnlyList<PaymentRow> Payments)
{
    public decimal Charged => Charges.Sum(c => c.Amount);

    public decimal Paid => Payments.Sum(p => p.Amount);

    /// <summary>What is left to pay as far as the record knows; Finance keeps the ledger.</summary>
    public decimal Due => Charged - Paid;
}

/// <summary>Charges and payments of one person.</summary>
public sealed class MoneyQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Newest first.</summary>
    public async Task<StudentAccount> AccountAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Domain.Students.Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Money, Level.See)).AnyAsync(ct))
        {
            return new StudentAccount([], []);
        }

        var charges = await db.Set<FeeCharge>().AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.AssessedAt).ThenByDescending(c => c.Id)
            .Select(c => new ChargeRow(c.Id, c.AcademicYear, c.Element, c.Amount, c.Rule, c.TriggeringStatus, c.AssessedAt, c.ReversesId, db.Set<FeeCharge>().Any(r => r.ReversesId == c.Id))).ToListAsync(ct);
        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.PersonId == personId).OrderByDescending(p => p.PaidOn).Select(p => new PaymentRow(p.Key, p.Amount, p.PaidOn)).ToListAsync(ct);
        return new StudentAccount(charges, payments);
    }
}
