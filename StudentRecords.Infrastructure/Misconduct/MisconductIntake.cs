using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>Takes misconduct outcomes into the record, whether a message brought them or a person. What falls is reversed by another entry and never deleted.</summary>
internal sealed class MisconductIntake
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<string, AssessmentComponent> components = [];
    private Dictionary<string, long> occurrences = [];
    private Dictionary<(long Person, long Occurrence), long> registrations = [];
    private FrozenPapers papers = FrozenPapers.None;
    private HashSet<long> locked = [];
    private HashSet<long> awarded = [];
    private List<MisconductCase> cases = [];
    private HashSet<(string Case, long Person)> keyed = [];

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<MisconductTold> told, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(db, told.Select(t => t.Student), ct);
        long[] ids = [.. people.Values];
        string[] named = [.. told.Select(t => t.Case).Distinct()];
        string[] assessed = [.. told.SelectMany(t => t.Penalties).Select(p => p.Assessment).OfType<string>().Distinct()];
        string[] taught = [.. told.SelectMany(t => t.Penalties).Select(p => p.Occurrence).OfType<string>().Distinct()];
        cases = await db.Set<MisconductCase>().Include(c => c.Entries).Where(c => ids.Contains(c.PersonId) || named.Contains(c.Key)).ToListAsync(ct);
        keyed = await KeyedByHand.AmongAsync(db, "F069", [.. cases.Where(c => c.CaseVersion > 0).Select(c => (c.Key, c.PersonId, (long)c.CaseVersion))], ct);
        components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => assessed.Contains(c.Key)).ToDictionaryAsync(c => c.Key, ct);
        occurrences = await db.Set<ModuleOccurrence>().Where(o => taught.Contains(o.Key)).ToDictionaryAsync(o => o.Key, o => o.Id, ct);
        long[] all = [.. occurrences.Values.Concat(components.Values.Select(c => c.OccurrenceId)).Distinct()];
        registrations = await db.Set<ModuleRegistration>().Where(r => ids.Contains(r.PersonId) && all.Contains(r.OccurrenceId))
            .Select(r => new { r.PersonId, r.OccurrenceId, r.Id }).ToDictionaryAsync(r => (r.PersonId, r.OccurrenceId), r => r.Id, ct);
        long[] concerned = [.. registrations.Values.Concat(cases.SelectMany(c => c.Entries).Select(e => e.RegistrationId).OfType<long>()).Distinct()];
        locked = await LockedRegistrations.AmongAsync(db, concerned, ct);
        papers = await FrozenPapers.ReadAsync(db, concerned, ids, ct);
        awarded = await AwardedPeople.AmongAsync(db, ids, ct);
    }

    public long? PersonOf(PersonRef student) => people.TryGetValue(student, out var id) ? id : null;

    public int NextVersion(string key) => (cases.Find(c => c.Key == key)?.CaseVersion ?? 0) + 1;

    public Disposition Apply(RegistryDbContext db, MisconductTold told, bool closes, int version, string source, DateTimeOffset now)
    {
        if (PersonOf(told.Student) is not { } person)
        {
            return Disposition.Park(told.Student.Key, $"Nobody is known as {told.Student}.");
        }

        foreach (var penalty in told.Penalties)
        {
            if (penalty.Assessment is { } assessment && !components.ContainsKey(assessment))
            {
                return Disposition.Park(Waits.Component(assessment), $"There is no assessment {assessment} in the catalogue.");
            }

            if (penalty is { Assessment: null, Occurrence: { } occurrence } && !occurrences.ContainsKey(occurrence))
            {
                return Disposition.Park(Waits.Occurrence(occurrence), $"There is no module occurrence {occurrence} in the catalogue.");
            }
        }

        if (told.Penalties.FirstOrDefault(p => OccurrenceOf(p) is { } o && !registrations.ContainsKey((person, o))) is { } foreign)
        {
            return Disposition.Quarantine("NOT_REGISTERED", $"The student is not on the module of {foreign.Assessment ?? foreign.Occurrence}; a penalty cannot fall on it.");
        }

        var held = cases.Find(c => c.Key == told.Case);
        if (held is not null && held.PersonId != person)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"{told.Case} is held for another student.");
        }

        var terms = told.Penalties.Select(p => Terms(person, p)).ToList();
        if (held?.CaseVersion >= version)
        {
            return keyed.Contains((held.Key, held.PersonId)) ? KeyedByHand.Meets(held.Key, held.Finding == told.Finding && held.Moves(told.Finding, terms) is { Impose.Count: 0, Reverse.Count: 0, Fall.Count: 0 }) : Disposition.Stale;
        }

        if (cases.Find(c => c.PersonId == person && c.Key != told.Case && c.InEffect.Concat(c.Waiting).Any(e => terms.Exists(t => t.RegistrationId is not null && Falls(t) == Falls(e.Terms)))) is { } twin)
        {
            return Disposition.Quarantine("SAME_CASE", $"{told.Case} and {twin.Key} punish the same work. Set one aside.");
        }

        return Record(db, held ?? new MisconductCase(person, told.Case, now), terms, told, closes, version, source, now);
    }

    private Disposition Record(RegistryDbContext db, MisconductCase @case, List<PenaltyTerms> terms, MisconductTold told, bool closes, int version, string source, DateTimeOffset now)
    {
        var outcome = new CaseTold(version, told.Finding, terms, told.DecidedOn, closes);
        var moves = @case.Moves(outcome.Finding, outcome.Penalties);
        if (moves.Registrations.Any(locked.Contains) || (moves.TouchesAward && awarded.Contains(@case.PersonId)))
        {
            return Disposition.Quarantine(LockedRegistrations.Code, "A board has ratified a result that this is about; only an appeal can change it.");
        }

        if (!cases.Contains(@case))
        {
            cases.Add(@case);
            db.Add(@case);
        }

        var entered = @case.Entries.Count;
        @case.Record(outcome, papers.Of, source, now);
        db.AddRange(@case.Entries.Skip(entered));

        return Disposition.Applied;
    }

    private long? OccurrenceOf(PenaltyTold penalty) => penalty.Assessment is { } assessment ? components[assessment].OccurrenceId : penalty.Occurrence is { } occurrence ? occurrences[occurrence] : null;

    private PenaltyTerms Terms(long person, PenaltyTold penalty) => new(
        penalty.Penalty,
        !MisconductPenalties.IsOfAward(penalty.Penalty) && OccurrenceOf(penalty) is { } occurrence ? registrations[(person, occurrence)] : null,
        penalty.Assessment is { } assessment && !IsOfModule(penalty.Penalty) && !MisconductPenalties.IsOfAward(penalty.Penalty) ? components[assessment].Id : null,
        penalty.Attempt,
        penalty.Value);

    private static bool IsOfModule(MisconductPenalty penalty) => !MisconductPenalties.NeedsComponent(penalty) && MisconductPenalties.NeedsModule(penalty);

    private static (long?, long?, int?) Falls(PenaltyTerms terms) => (terms.RegistrationId, terms.ComponentId, terms.Attempt);
}
