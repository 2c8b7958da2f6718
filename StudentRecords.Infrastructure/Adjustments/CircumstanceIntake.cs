using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>
/// Takes outcomes of exceptional circumstances into the record. What comes before a board's papers holds at once; what comes after
/// them waits in the late queue, and what it would replace goes on holding until then.
/// </summary>
internal sealed class CircumstanceIntake
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<long, string> numbers = [];
    private Dictionary<string, AssessmentComponent> components = [];
    private Dictionary<long, string> keys = [];
    private Dictionary<(long Person, long Occurrence), ModuleRegistration> registrations = [];
    private FrozenPapers papers = FrozenPapers.None;
    private HashSet<long> locked = [];
    private HashSet<long> awarded = [];
    private Dictionary<string, ExceptionalCircumstance> claims = [];
    private List<CircumstanceItem> live = [];

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<CircumstancesOutcome> told, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(db, told.Select(t => t.Student), ct);
        long[] ids = [.. people.Values];
        string[] named = [.. told.Select(t => t.Claim).Distinct()];
        string[] assessed = [.. told.SelectMany(t => t.Items).Select(i => i.Assessment).Distinct()];
        numbers = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
        components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => assessed.Contains(c.Key)).ToDictionaryAsync(c => c.Key, ct);
        claims = await db.Set<ExceptionalCircumstance>().Where(c => named.Contains(c.Key)).ToDictionaryAsync(c => c.Key, ct);
        live = await db.Set<CircumstanceItem>().Include(i => i.Claim).Where(i => ids.Contains(i.PersonId) && (i.State == OutcomeState.InEffect || i.State == OutcomeState.Late)).ToListAsync(ct);
        long[] occurrences = [.. components.Values.Select(c => c.OccurrenceId).Distinct()];
        long[] touched = [.. live.Select(i => i.RegistrationId).OfType<long>().Distinct()];
        registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => ids.Contains(r.PersonId) && (occurrences.Contains(r.OccurrenceId) || touched.Contains(r.Id)))
            .ToDictionaryAsync(r => (r.PersonId, r.OccurrenceId), ct);
        locked = await LockedRegistrations.AmongAsync(db, [.. registrations.Values.Select(r => r.Id)], ct);
        papers = await FrozenPapers.ReadAsync(db, [.. registrations.Values.Select(r => r.Id)], ids, ct);
        awarded = await AwardedPeople.AmongAsync(db, ids, ct);
        long[] old = [.. live.Where(i => i.ComponentId is not null).Select(i => i.ComponentId!.Value).Distinct()];
        keys = await db.Set<AssessmentComponent>().Where(c => old.Contains(c.Id) || assessed.Contains(c.Key)).ToDictionaryAsync(c => c.Id, c => c.Key, ct);
    }

    public long? PersonOf(PersonRef student) => people.TryGetValue(student, out var id) ? id : null;

    public int NextVersion(string claim) => (claims.GetValueOrDefault(claim)?.ClaimVersion ?? 0) + 1;

    public Disposition Apply(RegistryDbContext db, CircumstancesOutcome told, Brought brought)
    {
        if (PersonOf(told.Student) is not { } person)
        {
            return Disposition.Park(told.Student.Key, $"Nobody is known as {told.Student}.");
        }

        if (told.Items.FirstOrDefault(i => !components.ContainsKey(i.Assessment)) is { } unknown)
        {
            return Disposition.Park(Waits.Component(unknown.Assessment), $"There is no assessment {unknown.Assessment} in the catalogue.");
        }

        if (told.Items.FirstOrDefault(i => !registrations.ContainsKey((person, components[i.Assessment].OccurrenceId))) is { } foreign)
        {
            return Disposition.Quarantine("NOT_REGISTERED", $"The student is not registered on the module of {foreign.Assessment}.");
        }

        var claim = claims.GetValueOrDefault(told.Claim);
        if (claim is not null && claim.PersonId != person)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"{told.Claim} is held for another student.");
        }

        var own = live.Where(i => i.PersonId == person && i.Claim.Key == told.Claim).ToList();
        if (claim?.ClaimVersion >= brought.Version)
        {
            return claim.Source == brought.Source ? Disposition.Stale : KeyedByHand.Meets(told.Claim, SaysTheSame(claim, told, own));
        }

        // what takes discretion back is about the award, as the discretion was
        var about = told.Items.Select(i => (long?)RegistrationOf(person, i).Id).Where(r => !own.Exists(o => o.Outcome == CircumstanceOutcome.DiscretionAtAward && o.RegistrationId == r));
        if (IsLocked(told.Outcome, person, about) || own.Exists(i => IsLocked(i.Outcome, person, [i.RegistrationId])))
        {
            return Disposition.Quarantine(LockedRegistrations.Code, "A board has ratified a result that this is about; only an appeal can change it.");
        }

        if (Twin(person, told) is { } twin)
        {
            return Disposition.Quarantine("SAME_CASE", $"{told.Claim} and {twin} tell the same of the same work. Set one aside.");
        }

        Take(db, claim ?? new ExceptionalCircumstance(person, told.Claim, brought.Source), told, own, brought);
        return Disposition.Applied;
    }

    private bool SaysTheSame(ExceptionalCircumstance claim, CircumstancesOutcome told, List<CircumstanceItem> own) => (claim.Outcome, claim.Severity) == (told.Outcome, told.Severity)
        && own.Where(i => i.ComponentId is not null && i.ClaimVersion == claim.ClaimVersion).Select(i => (i.ComponentId!.Value, i.Attempt, i.ExtendedTo)).ToHashSet()
            .SetEquals(told.Items.Select(i => (components[i.Assessment].Id, (int?)i.Attempt, i.Until)));

    /// <summary>Discretion at award changes no module's result: it is open until the award is made.</summary>
    private bool IsLocked(CircumstanceOutcome outcome, long person, IEnumerable<long?> about) =>
        outcome == CircumstanceOutcome.DiscretionAtAward ? awarded.Contains(person) : about.Any(r => r is { } registration && locked.Contains(registration));

    private ModuleRegistration RegistrationOf(long person, AffectedItem item) => registrations[(person, components[item.Assessment].OccurrenceId)];

    /// <summary>Another claim that already says the same of the same attempt.</summary>
    private string? Twin(long person, CircumstancesOutcome told) => live.Where(i => i.PersonId == person && i.Claim.Key != told.Claim && i.Outcome == told.Outcome)
        .FirstOrDefault(i => told.Items.Any(t => i.ComponentId == components[t.Assessment].Id && i.Attempt == t.Attempt))?.Claim.Key;

    private void Take(RegistryDbContext db, ExceptionalCircumstance claim, CircumstancesOutcome told, List<CircumstanceItem> own, Brought brought)
    {
        if (claims.TryAdd(told.Claim, claim))
        {
            db.Add(claim);
        }

        claim.Decide(brought.Version, told.Outcome, told.Severity, told.DecidedOn, brought.Source, brought.At);
        var items = told.Items.Select(i => new CircumstanceItem(claim, RegistrationOf(claim.PersonId, i).Id, components[i.Assessment].Id, i.Attempt, i.Until)).ToList();
        if (items.Count == 0 && told.Outcome == CircumstanceOutcome.DiscretionAtAward)
        {
            items.Add(new CircumstanceItem(claim, null, null, null, null));
        }

        foreach (var old in own)
        {
            if (old.State == OutcomeState.InEffect && papers.Of(old) is not null)
            {
                // the papers were drawn with it: it holds until its successor has been led in
                if (!items.Exists(i => i.IsFor(old)))
                {
                    items.Add(new CircumstanceItem(claim, old.RegistrationId, old.ComponentId, old.Attempt, null, CircumstanceOutcome.NoFurtherAction));
                }

                continue;
            }

            var told059 = old is { State: OutcomeState.InEffect, Outcome: CircumstanceOutcome.Extension };
            old.Supersede();
            live.Remove(old);
            if (told059 && !items.Exists(i => i.IsFor(old) && i.Outcome == CircumstanceOutcome.Extension))
            {
                db.Add(AdjustmentNotices.Extension(old, keys[old.ComponentId!.Value], true, numbers[claim.PersonId], brought.At, brought.Correlation));
            }
        }

        foreach (var item in items)
        {
            Place(db, item, own, brought);
        }
    }

    // what replaces an outcome that the papers were drawn with comes as late as the outcome itself would
    private void Place(RegistryDbContext db, CircumstanceItem item, List<CircumstanceItem> own, Brought brought)
    {
        var replaced = own.Find(o => o.State == OutcomeState.InEffect && o.IsFor(item));
        if ((papers.Of(item) ?? (replaced is null ? null : papers.Of(replaced))) is { } frozen)
        {
            item.ComeLate(frozen.Board, frozen.Pack);
        }
        else if (item.Outcome == CircumstanceOutcome.Extension)
        {
            db.Add(AdjustmentNotices.Extension(item, keys[item.ComponentId!.Value], false, numbers[item.PersonId], brought.At, brought.Correlation));
        }

        db.Add(item);
    }
}
