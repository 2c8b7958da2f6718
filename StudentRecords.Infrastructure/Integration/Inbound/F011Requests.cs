using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F011 SelfServiceRequestRaised: leaving a module, or the programme.</summary>
internal sealed class F011Requests : InboundFlow<SelfServiceRequestRaised>
{
    private const string FromModule = "WithdrawFromModule";
    private readonly FeeAssessment fees = new();
    private readonly ChoiceFacts facts = new();
    private readonly LastWords words = new();
    private Dictionary<PersonRef, long> people = [];
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, ModuleRegistration> registrations = Array.Empty<ModuleRegistration>().ToLookup(_ => 0L);
    private StepTaking? steps;

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

        await words.LoadAsync(slice, deliveries.Select(Word), ct);
        var ids = people.Values.ToList();
        var all = await StepTaking.Whole(slice.Db).Where(e => ids.Contains(e.PersonId)).ToListAsync(ct);
        engagements = all.ToLookup(e => e.PersonId);
        registrations = (await slice.Db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => ids.Contains(r.PersonId)).ToListAsync(ct)).ToLookup(r => r.PersonId);
        await facts.LoadAsync(slice.Db, all, [], ct);
        await fees.LoadAsync(slice.Db, all, ct);
        var withdrawals = deliveries.Where(d => d.Data.Request != FromModule && d.PersonId is not null).SelectMany(d => engagements[d.PersonId!.Value].Select(e => Withdrawal(e, d.Data))).ToList();
        if (withdrawals.Count > 0)
        {
            steps = new StepTaking(slice.Db);
            await steps.LoadAsync(all, withdrawals, ct);
        }
    }

    /// <summary>A lower version of what was asked in a higher one is answered no more, however that was answered.</summary>
    protected override Disposition Apply(FlowSlice slice, Delivery<SelfServiceRequestRaised> delivery)
    {
        if (words.IsOlder(Word(delivery), delivery.Message.SourceVersion))
        {
            return Disposition.Stale;
        }

        var answer = Decide(slice, delivery);
        if (delivery.Message.SourceVersion > 1 && answer.State is (InboxState.Applied or InboxState.Refused))
        {
            words.Hear(slice, Word(delivery), delivery.Message.SourceVersion);
        }

        return answer;
    }

    private static string Word(Delivery<SelfServiceRequestRaised> delivery) => $"F011/request/{delivery.Message.BusinessKey}";

    private Disposition Decide(FlowSlice slice, Delivery<SelfServiceRequestRaised> delivery)
    {
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(delivery.Data.Student.Key, $"Nobody is known as {delivery.Data.Student}.");
        }

        return delivery.Data.Request == FromModule ? LeaveModule(slice, person, delivery) : LeaveProgramme(slice, person, delivery);
    }

    private Disposition LeaveModule(FlowSlice slice, long person, Delivery<SelfServiceRequestRaised> delivery)
    {
        if (registrations[person].FirstOrDefault(r => r.Occurrence.Key == delivery.Data.Occurrence) is not { } registration)
        {
            return Disposition.Quarantine("NOT_REGISTERED", $"The student has no registration on {delivery.Data.Occurrence}.");
        }

        var engagement = engagements[person].First(e => e.Id == registration.EngagementId);
        var on = delivery.Data.EffectiveOn ?? slice.Today;
        var refusals = RegistrationRules.Of(facts.Chooser(engagement), new ModuleMove([], [registration.Occurrence.Key], on));
        if (refusals.Any(r => r.Code == LockedRegistrations.Code))
        {
            return Disposition.Quarantine(LockedRegistrations.Code, "A board has ratified this module's result; only an appeal can change it.");
        }

        if (refusals.Count > 0)
        {
            return Disposition.Refuse(refusals);
        }

        var moves = new ModuleMoves(slice.Db, facts, fees, slice.Now, delivery.Message.CorrelationId);
        moves.Leave(engagement, registration, delivery.Data.EffectiveOn);
        moves.Assess();
        return Disposition.Applied;
    }

    private Disposition LeaveProgramme(FlowSlice slice, long person, Delivery<SelfServiceRequestRaised> delivery)
    {
        var data = delivery.Data;
        var asked = engagements[person].Where(e => data.Stream is null || e.Numhus.EndsWith($"-{data.Stream}", StringComparison.Ordinal)).ToList();
        var running = asked.Where(e => e.Status is EngagementStatus.Enrolled or EngagementStatus.Interrupted).ToList();
        if (running.Count > 1)
        {
            return Disposition.Refuse([new("ENGAGEMENT_UNCLEAR", $"The student studies on {string.Join(" and ", running.Select(e => e.Programme.Code))}; say which is left.", "F011", "Stream")]);
        }

        if (running.Count == 0 && asked.Exists(e => e.Status == EngagementStatus.Expected))
        {
            return Disposition.Park(Waits.Enrolled(person), "The student is not enrolled yet; who never comes is recorded as a no-show.");
        }

        if ((running.FirstOrDefault() ?? asked.MaxBy(e => e.Start)) is not { } engagement)
        {
            return Disposition.Quarantine("NO_ENGAGEMENT", "The student has no engagement that could be left.");
        }

        var outcome = steps!.Take(engagement, Withdrawal(engagement, data), slice.Change(delivery.Message) with { Reason = "Withdrew at own request" });
        return outcome.Succeeded ? Disposition.Applied : Disposition.Refuse(outcome.Refusals);
    }

    private static TakeStep Withdrawal(Engagement engagement, SelfServiceRequestRaised data) =>
        new() { Step = EnrolmentStep.Withdraw, EngagementId = engagement.Id, Version = engagement.Version, EffectiveOn = data.EffectiveOn, EndReason = data.EndReason };
}
