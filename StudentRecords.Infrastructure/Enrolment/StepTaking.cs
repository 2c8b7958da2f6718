using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>
/// Takes a step on an engagement with all that follows from it, in a unit of work that the caller saves or does not. Loads once what
/// the steps need for a set of engagements: one by hand, hundreds from a file.
/// </summary>
internal sealed class StepTaking(RegistryDbContext db)
{
    private readonly Activation activation = new();
    private readonly FeeAssessment fees = new();
    private ILookup<long, ModuleRegistration> registrations = Array.Empty<ModuleRegistration>().ToLookup(_ => 0L);
    private ILookup<long, Engagement> open = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private Dictionary<string, Programme> programmes = [];
    private Dictionary<string, Venue> venues = [];
    private IReadOnlyDictionary<long, string> cas = new Dictionary<long, string>();

    /// <summary>Engagements as the steps need them.</summary>
    public static IQueryable<Engagement> Whole(RegistryDbContext db) => db.Set<Engagement>().Include(e => e.Person).ThenInclude(p => p.Identifiers)
        .Include(e => e.Programme).Include(e => e.ProgrammeVersion).Include(e => e.Sessions).Include(e => e.Statuses.OrderBy(s => s.Ordinal)).AsSplitQuery();

    public async Task LoadAsync(IReadOnlyCollection<Engagement> engagements, IReadOnlyCollection<TakeStep> requests, CancellationToken ct)
    {
        var people = engagements.Select(e => e.PersonId).Distinct().ToArray();
        await activation.LoadStandingAsync(db, people, ct);
        cas = await CasNumbers.OfAsync(db, people, ct);
        await fees.LoadAsync(db, engagements, ct, [.. requests.Select(r => r.Programme).OfType<string>().Distinct()]);
        if (requests.Any(r => r.Step is EnrolmentStep.Withdraw or EnrolmentStep.RecordDeath or EnrolmentStep.Transfer))
        {
            await LoadStudiesAsync(people, engagements, requests.Any(r => r.Step == EnrolmentStep.RecordDeath), ct);
        }

        var codes = requests.Select(r => r.Programme).OfType<string>().Distinct().ToArray();
        programmes = codes.Length == 0 ? [] : await db.Set<Programme>().Include(p => p.Versions).Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, ct);
        var keys = requests.Select(r => r.Venue).OfType<string>().Distinct().ToArray();
        venues = keys.Length == 0 ? [] : await db.Set<Venue>().Where(v => keys.Contains(v.Key)).ToDictionaryAsync(v => v.Key, ct);
    }

    /// <summary>Refused with every reason, and then nothing in the unit of work has changed.</summary>
    public Outcome Take(Engagement engagement, TakeStep request, ChangeContext change)
    {
        var today = UkTime.Day(change.At);
        var correlation = Correlation(change);
        if (request.Step == EnrolmentStep.Confirm)
        {
            return request.OverlapAllowed && change.Caller.Denied(Room.Enrolments, Level.Decide) is { } denied
                ? Outcome.Refused(denied)
                : Assessed(activation.Confirm(db, engagement, today, change.At, correlation, request.OverlapAllowed), engagement, change, correlation);
        }

        if (request.EffectiveOn is not { } day)
        {
            return Outcome.Refused(new Refusal("DAY_MISSING", "Say on which day it takes effect.", Field: "EffectiveOn"));
        }

        List<Refusal> faults = StatusTable.Illegal(engagement.Status, request.Step) is { } illegal ? [illegal] : [.. StepFaults.OfDay(engagement, request.Step, day, today)];
        faults.AddRange(Unanswered(request));
        if (faults.Count > 0)
        {
            return Outcome.From(faults);
        }

        return request.Step switch
        {
            EnrolmentStep.Withdraw => Withdraw(engagement, request.EndReason!, day, change, correlation),
            EnrolmentStep.RecordDeath => RecordDeath(engagement, day, change, correlation),
            EnrolmentStep.Transfer => Transfer(engagement, request, day, change, correlation),
            EnrolmentStep.Interrupt or EnrolmentStep.Return => Marked(Told(Assessed(Move(engagement, request, day, change), engagement, change, correlation), engagement, change, correlation), engagement, request.Step, day, change, correlation),
            _ => Told(Assessed(Move(engagement, request, day, change), engagement, change, correlation), engagement, change, correlation),
        };
    }

    /// <summary>Attendance monitoring learns that a student stops for a while or is back (F060), so that absence raises no alarm.</summary>
    private Outcome Marked(Outcome outcome, Engagement engagement, EnrolmentStep step, DateOnly day, ChangeContext change, string correlation)
    {
        if (outcome.Succeeded)
        {
            db.Add(AdjustmentNotices.ReturnMarker(engagement.PersonId, engagement.Person.StudentNumber, engagement.Numhus, step == EnrolmentStep.Interrupt ? "Interrupted" : "Returned", day, engagement.Statuses.Count, change.At, correlation));
        }

        return outcome;
    }

    public static string Correlation(ChangeContext change) => change.CorrelationId ?? $"{change.Act}-{RecordId.Next()}";

    private Outcome Move(Engagement engagement, TakeStep request, DateOnly day, ChangeContext change) => request.Step switch
    {
        EnrolmentStep.Interrupt => engagement.Interrupt(day, change.Reason, change.At),
        EnrolmentStep.Return => engagement.Return(day, change.Reason, change.At),
        EnrolmentStep.NoShow => engagement.NoShow(day, change.Reason, change.At),
        EnrolmentStep.Defer => engagement.Defer(request.NewStart!.Value, day, change.Reason, change.At),
        EnrolmentStep.TakeUp => engagement.TakeUp(day, change.Reason, change.At),
        _ => engagement.Complete(activation.Standing(engagement.PersonId), day, change.At, change.Reason),
    };

    private IEnumerable<Refusal> Unanswered(TakeStep request)
    {
        if (request.Step == EnrolmentStep.Withdraw && !EndReasons.OfWithdrawal.Any(r => r.Code == request.EndReason))
        {
            yield return new("END_REASON_MISSING", "Choose why the student leaves.", "HESA RSNENGEND", "EndReason");
        }

        if (request.Step == EnrolmentStep.Defer && request.NewStart is null)
        {
            yield return new("NEW_START_MISSING", "Say on which day the place begins instead.", "HESA ENGSTARTDATE", "NewStart");
        }

        if (request is { Step: EnrolmentStep.Transfer, Programme: { } code } && !programmes.ContainsKey(code))
        {
            yield return new("PROGRAMME_UNKNOWN", $"There is no programme {code} in the catalogue.", "F001", "Programme");
        }

        if (request is { Step: EnrolmentStep.Transfer, Venue: { } key } && !venues.ContainsKey(key))
        {
            yield return new("VENUE_UNKNOWN", $"There is no venue {key}.", "HESA VENUEID", "Venue");
        }
    }

    private Outcome Transfer(Engagement engagement, TakeStep request, DateOnly day, ChangeContext change, string correlation)
    {
        var to = new TransferTo(request.Programme is { } code ? programmes[code] : null, request.Mode, request.Venue is { } key ? venues[key] : null);
        if (to.Programme is { } programme && !change.Caller.ReachOf(Room.Enrolments, Level.Change).Covers(programme.Faculty, programme.Code))
        {
            return Outcome.Refused(new Refusal("PROGRAMME_OUT_OF_REACH", $"Your roles do not reach {programme.Code}; the office that owns it takes the student in.", "Access table", "Programme"));
        }

        var outcome = engagement.Transfer(to, day, change.Reason, change.At);
        if (outcome.Succeeded)
        {
            foreach (var registration in registrations[engagement.Id].Where(r => r.Status == RegistrationStatus.Registered && r.Occurrence.Start >= day))
            {
                registration.MoveTo(engagement.SessionFor(registration.Occurrence.Start));
            }
        }

        return Told(Assessed(outcome, engagement, change, correlation), engagement, change, correlation);
    }

    /// <summary>Modules still running are left with the engagement.</summary>
    private Outcome Withdraw(Engagement engagement, string reasonCode, DateOnly day, ChangeContext change, string correlation)
    {
        var outcome = engagement.Withdraw(day, reasonCode, change.Reason, change.At);
        if (outcome.Succeeded)
        {
            Leaving.Take(db, engagement, registrations[engagement.Id], day, change.At, correlation);
        }

        return Told(Assessed(outcome, engagement, change, correlation), engagement, change, correlation);
    }

    /// <summary>Ends all that is open of the person, holds the charges for a hand, and leaves a case for those who must still act.</summary>
    private Outcome RecordDeath(Engagement engagement, DateOnly day, ChangeContext change, string correlation)
    {
        engagement.Person.Died(day);
        db.Add(new QuietHandling(engagement.PersonId, day, change.At));
        foreach (var each in open[engagement.PersonId])
        {
            each.RecordDeath(day, change.Reason, change.At);
            Leaving.Take(db, each, registrations[each.Id], day, change.At, correlation);
            Told(Outcome.Done, each, change, correlation);
        }

        return Outcome.Done;
    }

    private Outcome Assessed(Outcome outcome, Engagement engagement, ChangeContext change, string correlation)
    {
        if (outcome.Succeeded)
        {
            fees.Assess(db, engagement, change.At, correlation);
        }

        return outcome;
    }

    private Outcome Told(Outcome outcome, Engagement engagement, ChangeContext change, string correlation)
    {
        if (outcome.Succeeded)
        {
            Leaving.Tell(db, engagement, cas.GetValueOrDefault(engagement.PersonId), change.At, correlation);
        }

        return outcome;
    }

    private async Task LoadStudiesAsync(long[] people, IReadOnlyCollection<Engagement> engagements, bool all, CancellationToken ct)
    {
        var whole = all
            ? await Whole(db).Where(e => people.Contains(e.PersonId)).ToListAsync(ct)
            : engagements;
        open = whole.Where(e => e.IsOpen).ToLookup(e => e.PersonId);
        var ids = whole.Select(e => e.Id).ToArray();
        registrations = (await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => ids.Contains(r.EngagementId)).ToListAsync(ct)).ToLookup(r => r.EngagementId);
    }
}
