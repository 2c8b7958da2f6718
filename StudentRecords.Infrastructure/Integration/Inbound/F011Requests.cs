using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F011 SelfServiceRequestRaised: leaving a module, or the programme.</summary>
internal sealed class F011Requests : InboundFlow<SelfServiceRequestRaised>
{
    private readonly FeeAssessment fees = new();
    private Dictionary<PersonRef, long> people = [];
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private HashSet<long> decided = [];
    private ILookup<long, ModuleRegistration> registrations = Array.Empty<ModuleRegistration>().ToLookup(_ => 0L);

    public override string Flow => "F011";

    public override IReadOnlyList<string> Types => ["SelfServiceRequestRaised"];

    protected override void Check(SelfServiceRequestRaised data, Checks checks) => data.Check(checks);

    protected override string Subject(SelfServiceRequestRaised data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<SelfServiceRequestRaised>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = people.Values.ToList();
        engagements = (await slice.Db.Set<Engagement>().Include(e => e.Person).ThenInclude(p => p.Identifiers).Include(e => e.Programme).Include(e => e.Sessions).Include(e => e.Statuses)
            .Where(e => ids.Contains(e.PersonId)).AsSplitQuery().ToListAsync(ct)).ToLookup(e => e.PersonId);
        registrations = (await slice.Db.Set<ModuleRegistration>().Include(r => r.Occurrence).Where(r => ids.Contains(r.PersonId)).ToListAsync(ct)).ToLookup(r => r.PersonId);
        decided = await LockedRegistrations.AmongAsync(slice.Db, registrations.SelectMany(g => g).Select(r => r.Id).ToList(), ct);
        await fees.LoadAsync(slice.Db, engagements.SelectMany(g => g).ToList(), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<SelfServiceRequestRaised> delivery)
    {
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(delivery.Data.Student.Key, $"Nobody is known as {delivery.Data.Student}.");
        }

        return delivery.Data.Request == "WithdrawFromModule" ? LeaveModule(slice, person, delivery) : LeaveProgramme(slice, person, delivery);
    }

    private Disposition LeaveModule(FlowSlice slice, long person, Delivery<SelfServiceRequestRaised> delivery)
    {
        if (registrations[person].FirstOrDefault(r => r.Occurrence.Key == delivery.Data.Occurrence) is not { } registration)
        {
            return Disposition.Quarantine("NOT_REGISTERED", $"The student has no registration on {delivery.Data.Occurrence}.");
        }

        if (decided.Contains(registration.Id))
        {
            return Disposition.Quarantine(LockedRegistrations.Code, "A board has ratified this module's result; only an appeal can change it.");
        }

        var outcome = registration.Withdraw(delivery.Data.EffectiveOn);
        if (!outcome.Succeeded)
        {
            return Disposition.Refuse(outcome.Refusals);
        }

        var engagement = engagements[person].First(e => e.Id == registration.EngagementId);
        fees.Assess(slice.Db, engagement, slice.Now, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }

    private Disposition LeaveProgramme(FlowSlice slice, long person, Delivery<SelfServiceRequestRaised> delivery)
    {
        var data = delivery.Data;
        var engagement = engagements[person].Where(e => data.Stream is null || e.Numhus.EndsWith($"-{data.Stream}", StringComparison.Ordinal)).MaxBy(e => e.Start);
        if (engagement is null)
        {
            return Disposition.Quarantine("NO_ENGAGEMENT", "The student has no engagement that could be left.");
        }

        if (engagement.Status == EngagementStatus.Expected)
        {
            return Disposition.Park(Waits.Enrolled(person), "The student is not enrolled yet; who never comes is recorded as a no-show.");
        }

        var outcome = Leaving.Leave(slice.Db, engagement, registrations[person], fees, data.EffectiveOn!.Value, data.EndReason, "Withdrew at own request", slice.Now, delivery.Message.CorrelationId);
        return outcome.Succeeded ? Disposition.Applied : Disposition.Refuse(outcome.Refusals);
    }
}
