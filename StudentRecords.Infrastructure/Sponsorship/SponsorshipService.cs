using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>What a compliance officer has read of a student's permission to study.</summary>
public sealed record RecordPermission
{
    public required long PersonId { get; init; }

    public required string CasNumber { get; init; }

    public required PermissionState State { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    /// <summary>The day on which UK Visas &amp; Immigration decided.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The same as F052 would say it.</summary>
    internal PermissionTold Told(Person person) => new() { Student = new PersonRef("SIS", person.StudentNumber), Cas = CasNumber, DecidedOn = DecidedOn, ValidFrom = ValidFrom, ValidUntil = ValidUntil };
}

/// <summary>Permissions to study, keyed by hand as F052 would bring them, with the same consequences. A grant that was the last thing in the way of an enrolment confirms it.</summary>
public sealed class SponsorshipService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome> RecordAsync(RecordPermission request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Sponsorships, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Sponsorships, Level.Change)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return Outcome.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");
        }

        var taking = new PermissionTaking();
        await taking.LoadAsync(db, [request.CasNumber.Trim()], [person.Id], ct);
        var taken = taking.Take(db, person, request.Told(person), request.State, "Compliance desk", UkTime.Day(change.At));
        if (!taken.Succeeded)
        {
            return Outcome.From(taken.Refusals);
        }

        await db.SaveAsync(change, ct);
        var activation = new Activation();
        await activation.LoadAsync(db, [request.PersonId], ct);
        if (activation.Try(db, request.PersonId, UkTime.Day(change.At), change.At, StepTaking.Correlation(change)).Count > 0)
        {
            await db.SaveAsync(change, ct);
        }

        await whole.CommitAsync(ct);
        return Outcome.Done;
    }
}
