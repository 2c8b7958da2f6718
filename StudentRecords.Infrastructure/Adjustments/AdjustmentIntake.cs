using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Who brought it, when, and under which version of its owner.</summary>
internal sealed record Brought(int Version, string Source, DateTimeOffset At, string Correlation);

/// <summary>
/// Takes approved adjustments into the record, whether a message brought them or a person: version by version, with what other systems
/// are told of it in the same save.
/// </summary>
internal sealed class AdjustmentIntake
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<long, string> numbers = [];
    private List<ReasonableAdjustment> held = [];
    private HashSet<string> scopes = [];

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<PersonRef> students, IReadOnlyCollection<string> keys, IReadOnlyCollection<AdjustmentTerms> terms, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(db, students, ct);
        long[] ids = [.. people.Values];
        string[] asked = [.. keys.Distinct()];
        numbers = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.StudentNumber, ct);
        held = await db.Set<ReasonableAdjustment>().Where(a => a.State != AdjustmentState.Superseded && (ids.Contains(a.PersonId) || asked.Contains(a.Key))).ToListAsync(ct);
        string[] named = [.. terms.Select(t => t.ScopeKey).Where(k => k.Length > 0).Distinct()];
        scopes = named.Length == 0 ? [] :
        [
            .. await db.Set<Programme>().Where(p => named.Contains(p.Code)).Select(p => Waits.Programme(p.Code)).ToListAsync(ct),
            .. await db.Set<Module>().Where(m => named.Contains(m.Code)).Select(m => Waits.Module(m.Code)).ToListAsync(ct),
            .. await db.Set<AssessmentComponent>().Where(c => named.Contains(c.Key)).Select(c => Waits.Component(c.Key)).ToListAsync(ct),
        ];
    }

    public long? PersonOf(PersonRef student) => people.TryGetValue(student, out var id) ? id : null;

    /// <summary>Whether the same is granted already, word for word.</summary>
    public bool Holds(AdjustmentOutcome data) => held.Find(a => a.Key == data.Adjustment) is { IsGranted: true } same && same.PersonId == PersonOf(data.Student) && same.Terms == data.Terms;

    /// <summary>The version that a change by hand bears: one more than is held.</summary>
    public int NextVersion(string key) => (held.Find(a => a.Key == key)?.AdjustmentVersion ?? 0) + 1;

    public Disposition Grant(RegistryDbContext db, AdjustmentOutcome data, Brought brought)
    {
        if (PersonOf(data.Student) is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var terms = data.Terms;
        if (WaitsFor(terms) is { } missing && !scopes.Contains(missing))
        {
            return Disposition.Park(missing, $"The catalogue has no {terms.Reach.ToString().ToLowerInvariant()} {terms.ScopeKey}.");
        }

        var before = held.Find(a => a.Key == data.Adjustment);
        if (before is not null && before.PersonId != person)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"{data.Adjustment} is held for another student.");
        }

        if (before?.AdjustmentVersion >= brought.Version)
        {
            return IsKeyed(before, brought) ? KeyedByHand.Meets(data.Adjustment, before.IsGranted && before.Terms == terms) : Disposition.Stale;
        }

        if (held.Where(a => a.PersonId == person && a.Key != data.Adjustment).Select(a => AdjustmentRules.Against(data.Adjustment, terms, a.Key, a.Terms)).FirstOrDefault(r => r is not null) is { } against)
        {
            return Disposition.Quarantine(against.Code, against.Sentence);
        }

        before?.Supersede();
        Take(db, new ReasonableAdjustment(person, data.Adjustment, data.Case, brought.Version, terms, brought.Source, brought.At), before, brought);
        return Disposition.Applied;
    }

    public Disposition End(RegistryDbContext db, AdjustmentEnd data, Brought brought)
    {
        if (PersonOf(data.Student) is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (held.Find(a => a.Key == data.Adjustment) is not { } before)
        {
            return Disposition.Park(WaitsForGrant(data.Adjustment), $"{data.Adjustment} has not been granted yet.");
        }

        if (before.PersonId != person)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"{data.Adjustment} is held for another student.");
        }

        if (before.AdjustmentVersion >= brought.Version)
        {
            return IsKeyed(before, brought) ? KeyedByHand.Meets(data.Adjustment, !before.IsGranted && before.To == (data.EndsOn < before.From ? before.From : data.EndsOn)) : Disposition.Stale;
        }

        Take(db, before.EndOn(data.EndsOn, brought.Version, brought.Source, brought.At), before, brought);
        return Disposition.Applied;
    }

    private static bool IsKeyed(ReasonableAdjustment before, Brought brought) => before.Source != brought.Source;

    /// <summary>What an end waits for that came before its grant.</summary>
    public static string WaitsForGrant(string key) => $"adjustment:{key}";

    private void Take(RegistryDbContext db, ReasonableAdjustment now, ReasonableAdjustment? before, Brought brought)
    {
        if (before is not null)
        {
            held.Remove(before);
        }

        db.Add(now);
        held.Add(now);
        db.AddRange(AdjustmentNotices.Of(now, before, numbers[now.PersonId], brought.At, brought.Correlation));
    }

    private static string? WaitsFor(AdjustmentTerms terms) => terms.Reach switch
    {
        AdjustmentReach.Programme => Waits.Programme(terms.ScopeKey),
        AdjustmentReach.Module => Waits.Module(terms.ScopeKey),
        AdjustmentReach.Assessment => Waits.Component(terms.ScopeKey),
        _ => null,
    };
}
