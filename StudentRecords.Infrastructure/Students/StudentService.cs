using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>The use cases of a person's own data.</summary>
public sealed class StudentService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Refusal Stale = new("CHANGED_MEANWHILE", "Somebody changed the record since you opened it; look at it again.", "Concurrent edit");
    private static readonly Refusal Unknown = new("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");

    /// <summary>Saves an edit of the contact details. A stale one changes nothing and brings both edits back, so that a person decides.</summary>
    public async Task<ContactSaved> ChangeContactAsync(ChangeContact request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Persons, Level.Change)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return new ContactSaved(Outcome.Refused(Unknown));
        }

        if (person.Version != request.Version)
        {
            return await StaleAsync(db, person, request, ct);
        }

        var outcome = person.ChangeContact(request.Details);
        if (!outcome.Succeeded)
        {
            return new ContactSaved(outcome);
        }

        var changed = db.Entry(person).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).Intersect(typeof(ContactDetails).GetProperties().Select(p => p.Name)).ToList();
        await FieldWords.HearAsync(db, person.Id, changed, change.At, ct);
        try
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
            return new ContactSaved(outcome);
        }
        catch (DbUpdateConcurrencyException)
        {
            await whole.RollbackAsync(ct);
            await using var now = await store.CreateDbContextAsync(ct);
            return await StaleAsync(now, await now.Set<Person>().SingleAsync(p => p.Id == request.PersonId, ct), request, ct);
        }
    }

    /// <summary>
    /// Corrects who somebody is in law: names, birth, sex, nationality, with where the evidence lies. Admissions may as long as the person has not been enrolled; then
    /// only who may change enrolments (docs/decisions/who-owns-what.md). Systems that keep the name hear of a new one.
    /// </summary>
    public async Task<Outcome> CorrectDetailsAsync(CorrectDetails request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Persons, Level.Change)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return Outcome.Refused(Unknown);
        }

        if (!change.Caller.May(Room.Enrolments, Level.Change) && await db.Set<Engagement>().AnyAsync(e => e.PersonId == person.Id && !ToldDetails.OfProspects.Contains(e.Status), ct))
        {
            return Outcome.Refused("REGISTRYS", "The person is or was enrolled: the registry corrects their details.", "Field ownership");
        }

        if (string.IsNullOrWhiteSpace(change.Evidence))
        {
            return Outcome.Refused(new Refusal("EVIDENCE_MISSING", "Say where the evidence lies: the passport, the deed or the certificate that was seen.", Field: "Evidence"));
        }

        if (person.Version != request.Version)
        {
            return Outcome.Refused(Stale);
        }

        var outcome = person.Correct(request.Details, UkTime.Day(change.At));
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        try
        {
            await db.SaveAsync(change, ct);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused(Stale);
        }
    }

    /// <summary>Writes down a number that another body gives the student, as <see cref="NumberKind"/> has it; the earlier one of the kind ends. A number is never given to somebody else.</summary>
    public async Task<Outcome> RecordNumberAsync(long personId, NumberKind kind, string number, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Person>().Include(p => p.Identifiers).Where(p => p.Id == personId).Within(db, change.Caller.ReachOf(Room.Persons, Level.Change)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return Outcome.Refused(Unknown);
        }

        var value = number.Trim();
        if (value.Length == 0 || !kind.IsValid(value))
        {
            return Outcome.Refused(new Refusal("NUMBER", $"A {kind.Name} is {kind.Rule}.", Field: "Number"));
        }

        if (await db.Set<PersonIdentifier>().AnyAsync(i => i.System == kind.System && i.Kind == kind.Kind && i.Value == value, ct))
        {
            return Outcome.Refused(new Refusal(ApplicantMatching.NumberTaken, $"The {kind.Name} {value} is on the record already.", Field: "Number"));
        }

        db.Add(person.Renumber(kind, value, Domain.Calendar.UkTime.Day(change.At)));
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    /// <summary>Shows the equality declaration and writes down who read it and why; null when nothing was declared.</summary>
    public async Task<Outcome<EqualityRead?>> ReadEqualityAsync(long personId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, change.Caller.ReachOf(Room.SpecialCategory, Level.See)).AnyAsync(ct))
        {
            return Outcome<EqualityRead?>.Refused(Unknown);
        }

        var declared = await db.Set<EqualityDeclaration>().AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == personId, ct);
        await AuditTrail.TellAsync(db, change, nameof(Person), personId, EqualityReadings.Told(declared?.Id ?? 0), ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return declared is null ? (EqualityRead?)null : new EqualityRead(declared.Ethnicity, declared.Religion, declared.SexualOrientation, declared.GenderIdentity, declared.DisabilityCodes) { Version = declared.Version };
    }

    private static async Task<ContactSaved> StaleAsync(RegistryDbContext db, Person person, ChangeContact request, CancellationToken ct)
    {
        var theirs = ContactDetails.Of(person);
        var fields = ContactReconciliation.Differing(request.AsOpened, theirs);
        var by = await LastChange.OfAsync(db, nameof(Person), person.Id, nameof(Person), ct);
        var who = by is null ? "somebody else" : by.Actor;
        return new ContactSaved(
            Outcome.Refused("CHANGED_MEANWHILE", $"The record was changed by {who} while you edited it. Nothing of yours is lost: choose below what shall stand.", "Concurrent edit"),
            new ChangedMeanwhile(person.Version, theirs, ContactReconciliation.Of(request.AsOpened, theirs, request.Details.Tidied()), fields, by?.Actor, by?.At, by?.Reason));
    }
}
