using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
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
}

/// <summary>Permissions to study, keyed by hand as F052 would bring them. A grant that was the last thing in the way of an enrolment confirms it.</summary>
public sealed class SponsorshipService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome> RecordAsync(RecordPermission request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Sponsorships, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        List<Refusal> refusals = [.. PermissionToStudy.Faults(request.CasNumber, request.State, request.ValidFrom, request.ValidUntil)];
        if (request.DecidedOn > UkTime.Day(change.At))
        {
            refusals.Add(new("DECIDED_AHEAD", "The day of the decision lies ahead.", "F052", "DecidedOn"));
        }

        var person = await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Sponsorships, Level.Change)).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            refusals.Add(new("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them."));
        }

        var cas = request.CasNumber.Trim();
        var held = await db.Set<PermissionToStudy>().SingleOrDefaultAsync(p => p.CasNumber == cas, ct);
        if (held is not null && held.PersonId != request.PersonId)
        {
            refusals.Add(new("CAS_OF_ANOTHER", "The CAS number belongs to another student.", "F052", "CasNumber"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (held is null)
        {
            db.Add(new PermissionToStudy(person!, cas, "Compliance desk", request.State, request.ValidFrom, request.ValidUntil, request.DecidedOn));
        }
        else if (!held.Tell("Compliance desk", request.State, request.ValidFrom, request.ValidUntil, request.DecidedOn))
        {
            return Outcome.Refused(new Refusal("OLDER_WORD", $"A newer word of {held.DecidedOn:d MMM yyyy} is on the record; an older one does not undo it.", "F052", "DecidedOn"));
        }

        await db.SaveAsync(change, ct);
        var activation = new Activation();
        await activation.LoadAsync(db, [request.PersonId], ct);
        var enrolled = activation.Try(db, request.PersonId, UkTime.Day(change.At), change.At, StepTaking.Correlation(change));
        if (enrolled.Count > 0)
        {
            await db.SaveAsync(change, ct);
            await ParkedMessages.WakeEnrolledAsync(db, request.PersonId, change.At, ct);
        }

        await whole.CommitAsync(ct);
        return Outcome.Done;
    }
}
