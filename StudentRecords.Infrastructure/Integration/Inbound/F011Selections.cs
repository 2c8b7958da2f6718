using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F011 ModuleSelectionSubmitted: the rules accept the choice and register it, or refuse it with every reason.</summary>
internal sealed class F011Selections : InboundFlow<ModuleSelectionSubmitted>
{
    private readonly FeeAssessment fees = new();
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<string, ModuleOccurrence> occurrences = [];
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, Hold> holds = Array.Empty<Hold>().ToLookup(_ => 0L);
    private HashSet<(long Person, long Occurrence)> registered = [];
    private Dictionary<long, int> taken = [];

    public override string Flow => "F011";

    public override IReadOnlyList<string> Types => ["ModuleSelectionSubmitted"];

    protected override void Check(ModuleSelectionSubmitted data, Checks checks) => data.Check(checks);

    protected override string Subject(ModuleSelectionSubmitted data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ModuleSelectionSubmitted>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = people.Values.ToList();
        var keys = deliveries.SelectMany(d => d.Data.Occurrences).Distinct().ToList();
        occurrences = await slice.Db.Set<ModuleOccurrence>().AsNoTracking().Include(o => o.ModuleVersion).Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, ct);
        engagements = (await slice.Db.Set<Engagement>().Include(e => e.Sessions).Include(e => e.Programme).Include(e => e.Person)
            .Where(e => ids.Contains(e.PersonId)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        holds = (await slice.Db.Set<Hold>().AsNoTracking().Where(h => ids.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).ToLookup(h => h.PersonId);
        var running = occurrences.Values.Select(o => o.Id).ToList();
        registered = (await slice.Db.Set<ModuleRegistration>().Where(r => ids.Contains(r.PersonId) && running.Contains(r.OccurrenceId))
            .Select(r => new { r.PersonId, r.OccurrenceId }).ToListAsync(ct)).Select(r => (r.PersonId, r.OccurrenceId)).ToHashSet();
        var limited = occurrences.Values.Where(o => o.Capacity is not null).Select(o => o.Id).ToList();
        taken = limited.Count == 0 ? [] : await slice.Db.Set<ModuleRegistration>().Where(r => limited.Contains(r.OccurrenceId) && r.Status == RegistrationStatus.Registered)
            .GroupBy(r => r.OccurrenceId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        await fees.LoadAsync(slice.Db, engagements.SelectMany(g => g).ToList(), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ModuleSelectionSubmitted> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (data.Occurrences.FirstOrDefault(k => !occurrences.ContainsKey(k)) is { } unknown)
        {
            return Disposition.Park(Waits.Occurrence(unknown), $"There is no module occurrence {unknown} in the catalogue.");
        }

        var engagement = engagements[person].FirstOrDefault(e => e.Status == EngagementStatus.Enrolled && (data.Stream is null || e.Numhus.EndsWith($"-{data.Stream}", StringComparison.Ordinal)));
        if (engagement is null)
        {
            return engagements[person].Any(e => e.Status == EngagementStatus.Expected) || !engagements[person].Any()
                ? Disposition.Park(Waits.Enrolled(person), "The student is not enrolled yet.")
                : Disposition.Refuse([new("NOT_ENROLLED", "The student has no enrolled engagement that these modules could belong to.", "F011")]);
        }

        var chosen = data.Occurrences.Select(k => occurrences[k]).ToList();
        var refusals = chosen.SelectMany(o => Refusals(person, o)).ToList();
        var held = Held(person).ToList();
        if (refusals.Count > 0)
        {
            return Disposition.Refuse([.. refusals, .. held]);
        }

        if (held.Count > 0)
        {
            return Disposition.Park(Waits.Cleared(person), string.Join(" ", held.Select(h => h.Sentence)));
        }

        foreach (var occurrence in chosen)
        {
            Register(slice, engagement, occurrence, data);
        }

        fees.Assess(slice.Db, engagement, slice.Now, delivery.Message.CorrelationId);

        return Disposition.Applied;
    }

    private IEnumerable<Refusal> Refusals(long person, ModuleOccurrence occurrence)
    {
        if (registered.Contains((person, occurrence.Id)))
        {
            yield return new("ALREADY_REGISTERED", $"The student already has a registration on {occurrence.Key}.", "F011");
        }

        if (occurrence.IsClosed)
        {
            yield return new("CLOSED", $"{occurrence.Key} is closed to new registrations.", "F001");
        }

        if (occurrence.Capacity is { } places && taken.GetValueOrDefault(occurrence.Id) >= places)
        {
            yield return new("FULL", $"All {places} places on {occurrence.Key} are taken.", "F011");
        }
    }

    private IEnumerable<Refusal> Held(long person) => holds[person].Where(h => h.Blocks.HasFlag(Blocks.Registration))
        .Select(h => new Refusal("HOLD", $"{h.Source} has placed a hold since {h.PlacedOn:d MMM yyyy}: {h.Reason}. {h.HowToClear}", "F010"));

    private void Register(FlowSlice slice, Engagement engagement, ModuleOccurrence occurrence, ModuleSelectionSubmitted data)
    {
        var session = engagement.SessionFor(occurrence.Start < engagement.Start ? engagement.Start : occurrence.Start);
        var registration = new ModuleRegistration(engagement, session, occurrence, data.RequestedOn, data.Attempt);
        slice.Db.Add(registration);
        fees.Registered(registration, occurrence);
        registered.Add((engagement.PersonId, occurrence.Id));
        taken[occurrence.Id] = taken.GetValueOrDefault(occurrence.Id) + 1;
        slice.Arrived.Add(Waits.Registration(engagement.PersonId, occurrence.Id));
    }
}
