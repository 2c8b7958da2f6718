using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A payment that Payroll is to make.</summary>
public sealed record AuthorisePay
{
    public required long PersonId { get; init; }
    public required PayTerms Terms { get; init; }
}

/// <summary>Authorises bursaries, stipends and hours (F035). Nothing is paid to somebody who is not enrolled, nor for work that Human Resources have not confirmed.</summary>
public sealed class PayService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The authorisation's id.</summary>
    public async Task<Outcome<long>> AuthoriseAsync(AuthorisePay request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        List<Refusal> faults = [.. request.Terms.Faults()];
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Money, Level.Decide)).Select(p => p.Id);
        var engagement = await db.Set<Engagement>().Include(e => e.Person).Where(e => e.PersonId == request.PersonId && people.Contains(e.PersonId) && e.Status == EngagementStatus.Enrolled).OrderByDescending(e => e.Start).FirstOrDefaultAsync(ct);
        if (engagement is null)
        {
            faults.Add(new("NOT_ENROLLED", "Only an enrolled student is paid, or your roles do not reach them.", "F035"));
        }
        else if (request.Terms.RoleId is { } roleId && !await db.Set<StudentStaffRole>().AnyAsync(r => r.Id == roleId && r.PersonId == request.PersonId, ct))
        {
            faults.Add(new("ROLE_UNKNOWN", "The student has no such work.", "F033", "RoleId"));
        }
        else if (request.Terms.RoleId is { } workId && !await MayBePaidAsync(db, workId, UkTime.Day(change.At), ct))
        {
            faults.Add(new("RIGHT_TO_WORK", "Human Resources have not confirmed the right to work for this; nothing is paid before they do.", "F034", "RoleId"));
        }

        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var key = PayAuthorisation.KeyOf(engagement!.Person.StudentNumber, request.Terms);
        if (await db.Set<PayAuthorisation>().AnyAsync(a => a.Key == key, ct))
        {
            return Outcome<long>.Refused("AUTHORISED", $"{key} is authorised already; it is paid once.");
        }

        var payment = new PayAuthorisation(request.PersonId, engagement.Id, engagement.Person.StudentNumber, request.Terms, UkTime.Day(change.At));
        db.Add(payment);
        db.Add(PayNotices.Authorised(payment, engagement, change));
        await db.SaveAsync(change, ct);
        return payment.Id;
    }

    public async Task<Outcome> RevokeAsync(long id, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Money, Level.Decide)).Select(p => p.Id);
        if (await db.Set<PayAuthorisation>().SingleOrDefaultAsync(a => a.Id == id && people.Contains(a.PersonId), ct) is not { } payment)
        {
            return Outcome.Refused("PAY_UNKNOWN", "There is no such payment, or your roles do not reach the student.");
        }

        var outcome = payment.Stop(change.Reason);
        if (outcome.Succeeded)
        {
            var student = await db.Set<Person>().Where(p => p.Id == payment.PersonId).Select(p => p.StudentNumber).SingleAsync(ct);
            db.Add(PayNotices.Revoked(payment, student, change.At, change.CorrelationId ?? $"{change.Act}-{payment.Id}"));
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    internal static async Task<bool> MayBePaidAsync(RegistryDbContext db, long roleId, DateOnly day, CancellationToken ct) =>
        await db.Set<StudentStaffRole>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == roleId, ct) is { } role && role.MayBePaidOn(day);
}

/// <summary>F035: what Payroll may pay, and no longer may.</summary>
internal static class PayNotices
{
    public static OutboxMessage Authorised(PayAuthorisation payment, Engagement engagement, ChangeContext change) => Message(
        payment.Kind switch { PayKind.Bursary => "BursaryPaymentAuthorised", PayKind.Stipend => "StipendAuthorised", _ => "GtaHoursApproved" },
        payment, engagement.Person.StudentNumber, payment.Key, change.At, change.CorrelationId ?? $"{change.Act}-{payment.Id}",
        payment.DueOn is { } due
            ? new { authorisation = payment.Key, student = engagement.Person.StudentNumber, engagement = engagement.Numhus, scheme = payment.Scheme, period = payment.Period, instalment = payment.Instalment, amount = payment.Amount, dueOn = due }
            : new { authorisation = payment.Key, student = engagement.Person.StudentNumber, engagement = engagement.Numhus, scheme = payment.Scheme, period = payment.Period, instalment = payment.Instalment, amount = payment.Amount });

    public static OutboxMessage Revoked(PayAuthorisation payment, string student, DateTimeOffset at, string correlation) =>
        Message("PaymentAuthorisationRevoked", payment, student, $"{payment.Key}/revoked", at, correlation, new { authorisation = payment.Key, student, because = payment.Because });

    private static OutboxMessage Message(string type, PayAuthorisation payment, string student, string key, DateTimeOffset at, string correlation, object body) =>
        new("F035", "PAY", type, key, $"{student}/pay", JsonSerializer.Serialize(body, JsonSerializerOptions.Web), payment.PersonId, at, null, correlation);
}
