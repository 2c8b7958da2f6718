using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Confirms enrolment, withdraws, interrupts, returns. A preview runs the same code and does not save.</summary>
public sealed class EnrolmentService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What the step would do and whom it would tell, or every reason why it would be refused.</summary>
    public async Task<ChangeEffects> PreviewAsync(TakeStep request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        return outcome.Succeeded ? UnsavedEffects.Read(db) : new ChangeEffects { Refusals = outcome.Refusals };
    }

    public async Task<Outcome> TakeAsync(TakeStep request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        try
        {
            await db.SaveAsync(change, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("CHANGED_MEANWHILE", "The engagement was changed while you decided; look at it again before you go on.", "Concurrent edit");
        }

        if (request.Step == EnrolmentStep.Confirm)
        {
            await ParkedMessages.WakeEnrolledAsync(db, await db.Set<Engagement>().Where(e => e.Id == request.EngagementId).Select(e => e.PersonId).SingleAsync(ct), change.At, ct);
        }

        await whole.CommitAsync(ct);
        return outcome;
    }

    private static async Task<Outcome> ApplyAsync(RegistryDbContext db, TakeStep request, ChangeContext change, CancellationToken ct)
    {
        var engagement = await db.Set<Engagement>().Include(e => e.Person).ThenInclude(p => p.Identifiers).Include(e => e.Programme).Include(e => e.Sessions)
            .Include(e => e.Statuses.OrderBy(s => s.Ordinal)).AsSplitQuery().SingleOrDefaultAsync(e => e.Id == request.EngagementId, ct);
        if (engagement is null || !change.Caller.ReachOf(Room.Enrolments, Level.Change).Covers(engagement.Programme.Faculty, engagement.Programme.Code))
        {
            return Outcome.Refused("ENGAGEMENT_UNKNOWN", "There is no such engagement, or your roles do not reach it.");
        }

        if (engagement.Version != request.Version)
        {
            var last = await LastChange.OfAsync(db, nameof(Person), engagement.PersonId, nameof(Engagement), ct, engagement.Id);
            return Outcome.Refused("CHANGED_MEANWHILE", $"{last?.Actor ?? "Somebody else"} changed the engagement while you decided{(last is null ? "" : $" ({last.Reason})")}; look at it again before you go on.", "Concurrent edit");
        }

        var today = UkTime.Day(change.At);
        return request.Step == EnrolmentStep.Confirm ? await ConfirmAsync(db, engagement, change, today, ct) : await ChangeAsync(db, engagement, request, change, today, ct);
    }

    private static async Task<Outcome> ConfirmAsync(RegistryDbContext db, Engagement engagement, ChangeContext change, DateOnly today, CancellationToken ct)
    {
        var activation = new Activation();
        await activation.LoadAsync(db, [engagement.PersonId], ct);
        return activation.Confirm(db, engagement, today, change.At, Correlation(change));
    }

    private static async Task<Outcome> ChangeAsync(RegistryDbContext db, Engagement engagement, TakeStep request, ChangeContext change, DateOnly today, CancellationToken ct)
    {
        if (request.EffectiveOn is not { } day)
        {
            return Outcome.Refused(new Refusal("DAY_MISSING", "Say on which day it takes effect.", Field: "EffectiveOn"));
        }

        List<Refusal> faults = [.. EnrolmentSteps.DayFaults(engagement, request.Step, day, today)];
        if (request.Step == EnrolmentStep.Withdraw && !EndReasons.OfWithdrawal.Any(r => r.Code == request.EndReason))
        {
            faults.Add(new("END_REASON_MISSING", "Choose why the student leaves.", "HESA RSNENGEND", "EndReason"));
        }

        if (faults.Count > 0)
        {
            return Outcome.From(faults);
        }

        var fees = new FeeAssessment();
        await fees.LoadAsync(db, [engagement], ct);
        if (request.Step == EnrolmentStep.Withdraw)
        {
            var registrations = await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => r.EngagementId == engagement.Id).ToListAsync(ct);
            return Leaving.Leave(db, engagement, registrations, fees, day, request.EndReason!, change.Reason, change.At, Correlation(change));
        }

        var outcome = request.Step == EnrolmentStep.Interrupt ? engagement.Interrupt(day, change.Reason, change.At) : engagement.Return(day, change.Reason, change.At);
        if (outcome.Succeeded)
        {
            fees.Assess(db, engagement, change.At, Correlation(change));
            Leaving.Tell(db, engagement, change.At, Correlation(change));
            db.Add(AdjustmentNotices.ReturnMarker(engagement.PersonId, engagement.Person.StudentNumber, engagement.Numhus, request.Step == EnrolmentStep.Interrupt ? "Interrupted" : "Returned", day, engagement.Statuses.Count, change.At, Correlation(change)));
        }

        return outcome;
    }

    private static string Correlation(ChangeContext change) => change.CorrelationId ?? $"{change.Act}-{RecordId.Next()}";
}
