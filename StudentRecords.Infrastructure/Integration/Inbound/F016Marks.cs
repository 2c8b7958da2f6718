using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F016: provisional marks from the learning environment. A higher version supersedes until the board's lock; after it every mark is refused.</summary>
internal sealed class F016Marks : InboundFlow<AssessmentMark>
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<string, AssessmentComponent> components = [];
    private Dictionary<(long Person, long Occurrence), ModuleRegistration> registrations = [];
    private ILookup<(long Registration, long Component, int Attempt), Mark> marks = Array.Empty<Mark>().ToLookup(m => default((long, long, int)));
    private HashSet<long> locked = [];
    private HashSet<long> byHand = [];

    public override string Flow => "F016";

    public override IReadOnlyList<string> Types => ["AssessmentMarkSubmitted", "MarkCorrected"];

    protected override void Check(AssessmentMark data, Checks checks) => data.Check(checks);

    protected override string Subject(AssessmentMark data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<AssessmentMark>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var person) ? person : null;
        }

        var keys = deliveries.Select(d => d.Data.Assessment).Distinct().ToList();
        components = await slice.Db.Set<AssessmentComponent>().AsNoTracking().Where(c => keys.Contains(c.Key)).ToDictionaryAsync(c => c.Key, ct);
        var ids = people.Values.ToList();
        var occurrences = components.Values.Select(c => c.OccurrenceId).Distinct().ToList();
        registrations = await slice.Db.Set<ModuleRegistration>().AsNoTracking()
            .Where(r => ids.Contains(r.PersonId) && occurrences.Contains(r.OccurrenceId))
            .ToDictionaryAsync(r => (r.PersonId, r.OccurrenceId), ct);
        var registered = registrations.Values.Select(r => r.Id).ToList();
        locked = await LockedRegistrations.AmongAsync(slice.Db, registered, ct);
        var assessed = components.Values.Select(c => c.Id).ToList();
        marks = (await slice.Db.Set<Mark>().Where(m => registered.Contains(m.RegistrationId) && assessed.Contains(m.ComponentId)).ToListAsync(ct))
            .ToLookup(m => (m.RegistrationId, m.ComponentId, m.Attempt));
        byHand = await slice.Db.Set<ModerationEntry>().Where(e => assessed.Contains(e.ComponentId) && e.Act == ModerationAct.Entered).Select(e => e.MarkId).ToHashSetAsync(ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<AssessmentMark> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (!components.TryGetValue(data.Assessment, out var component))
        {
            return Disposition.Park(Waits.Component(data.Assessment), $"There is no assessment {data.Assessment} in the catalogue.");
        }

        if (!registrations.TryGetValue((person, component.OccurrenceId), out var registration))
        {
            return Disposition.Park(Waits.Registration(person, component.OccurrenceId), "The student is not registered on the module that the assessment belongs to.");
        }

        if (locked.Contains(registration.Id))
        {
            return Disposition.Quarantine(LockedRegistrations.Code, "A board has ratified this result; only an appeal can change it.");
        }

        var version = (int)delivery.Message.SourceVersion;
        var held = marks[(registration.Id, component.Id, data.Attempt)].ToList();
        if (held.Exists(m => m.IsCurrent && byHand.Contains(m.Id)))
        {
            return Disposition.Quarantine("MARK_BY_HAND", "This mark was entered by hand in the record; it is corrected there.");
        }

        if (held.Exists(m => m.MarkVersion >= version))
        {
            return Disposition.Stale;
        }

        foreach (var current in held.Where(m => m.IsCurrent))
        {
            current.Supersede();
        }

        slice.Db.Add(new Mark(registration, component, data.Attempt, version, data.Score, data.SubmittedOn ?? (data.SubmittedAt is { } at ? UkTime.Day(at) : null), data.Banked, delivery.Message.Source, data.SubmittedAt, data.DueAt));
        return Disposition.Applied;
    }
}
