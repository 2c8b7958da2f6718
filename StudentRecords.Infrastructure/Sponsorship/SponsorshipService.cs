using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Publishing;
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

    /// <summary>The request (F051) that it answers; null: the student's oldest that waits.</summary>
    public string? Request { get; init; }

    /// <summary>The same as F052 would say it.</summary>
    internal PermissionTold Told(Person person) => new() { Student = new PersonRef("SIS", person.StudentNumber), Cas = CasNumber, DecidedOn = DecidedOn, ValidFrom = ValidFrom, ValidUntil = ValidUntil, Request = Request };
}

/// <summary>The Home Office asks about a sponsored student, by letter or in its own portal.</summary>
public sealed record RecordAlert
{
    public required long PersonId { get; init; }

    /// <summary>Its reference of the question, up to 60 characters.</summary>
    public required string Alert { get; init; }

    public required DateOnly RaisedOn { get; init; }

    /// <summary>What it asks, in up to 150 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The same as F052 would say it.</summary>
    internal AlertTold Told(Person person) => new() { Student = new PersonRef("SIS", person.StudentNumber), Alert = Alert.Trim(), RaisedOn = RaisedOn, Text = Text.Trim() };
}

/// <summary>What UK Visas &amp; Immigration says, keyed by hand as F052 would bring it, by the same contracts and with the same consequences. A grant that was the last thing in the way of an enrolment confirms it.</summary>
public sealed class SponsorshipService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Outcome Unknown = Outcome.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");

    public async Task<Outcome> RecordAsync(RecordPermission request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Sponsorships, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await FindAsync(db, request.PersonId, change, ct) is not { } person)
        {
            return Unknown;
        }

        var taking = new PermissionTaking();
        await taking.LoadAsync(db, [request.CasNumber.Trim()], [person.Id], ct);
        var taken = taking.Take(db, person, request.Told(person), request.State, "Compliance desk", UkTime.Day(change.At));
        if (!taken.Succeeded)
        {
            return Outcome.From(taken.Refusals);
        }

        if (KeyedContracts.Faults(request.Told(person).Check, UkTime.Day(change.At)) is { Count: > 0 } faults)
        {
            return Outcome.From(faults);
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

    /// <summary>Opens the dated case that the alert's message would open: it is to be answered within ten working days.</summary>
    public async Task<Outcome> AskedAsync(RecordAlert request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Sponsorships, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FindAsync(db, request.PersonId, change, ct) is not { } person)
        {
            return Unknown;
        }

        var told = request.Told(person);
        List<Refusal> refusals = [.. Unsaid(request, UkTime.Day(change.At))];
        if (refusals.Count == 0)
        {
            refusals.AddRange(KeyedContracts.Faults(told.Check, UkTime.Day(change.At)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var about = SponsorCases.Asked(person.Id, told);
        if (await db.Set<Intervention>().AnyAsync(i => i.Source == about.Source && i.Key == about.Key, ct))
        {
            return Outcome.Refused(new Refusal("ALREADY_HELD", $"The record has a case of {told.Alert} already.", "F052", nameof(RecordAlert.Alert)));
        }

        db.Add(about);
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    private static IEnumerable<Refusal> Unsaid(RecordAlert request, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.Alert))
        {
            yield return new("ALERT_MISSING", "Give the reference that the question bears.", "F052", nameof(RecordAlert.Alert));
        }

        if (string.IsNullOrWhiteSpace(request.Text))
        {
            yield return new("TEXT_MISSING", "Say what is asked.", "F052", nameof(RecordAlert.Text));
        }

        if (request.RaisedOn > today)
        {
            yield return new("RAISED_AHEAD", "It cannot have been asked on a day that is still to come.", "F052", nameof(RecordAlert.RaisedOn));
        }
    }

    private static Task<Person?> FindAsync(RegistryDbContext db, long person, ChangeContext change, CancellationToken ct) =>
        db.Set<Person>().Where(p => p.Id == person).Within(db, change.Caller.ReachOf(Room.Sponsorships, Level.Change)).SingleOrDefaultAsync(ct);
}
