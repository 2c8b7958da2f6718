using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>The steps of an engagement's status and the correction of past ones. A preview runs the same code and does not save.</summary>
public sealed class EnrolmentService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Outcome Meanwhile = Outcome.Refused("CHANGED_MEANWHILE", "The engagement was changed while you decided; look at it again before you go on.", "Concurrent edit");

    /// <summary>What the step would do and whom it would tell, or every reason why it would be refused.</summary>
    public Task<ChangeEffects> PreviewAsync(TakeStep request, ChangeContext change, CancellationToken ct = default) =>
        PreviewAsync(db => TakeAsync(db, request, change, ct), change, ct);

    public Task<Outcome> TakeAsync(TakeStep request, ChangeContext change, CancellationToken ct = default) =>
        SaveAsync(db => TakeAsync(db, request, change, ct), change, ct);

    /// <summary>What the correction would derive anew and whom it would tell, or every reason why it would be refused.</summary>
    public Task<ChangeEffects> PreviewCorrectionAsync(CorrectStep request, ChangeContext change, CancellationToken ct = default) =>
        PreviewAsync(db => CorrectAsync(db, request, change, ct), change, ct);

    /// <summary>Gives a past step another day, or takes it back, by a new dated act; what followed from it is derived anew.</summary>
    public Task<Outcome> CorrectAsync(CorrectStep request, ChangeContext change, CancellationToken ct = default) =>
        SaveAsync(db => CorrectAsync(db, request, change, ct), change, ct);

    private async Task<ChangeEffects> PreviewAsync(Func<RegistryDbContext, Task<Outcome>> apply, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await apply(db);
        return outcome.Succeeded ? UnsavedEffects.Read(db) : new ChangeEffects { Refusals = outcome.Refusals };
    }

    private async Task<Outcome> SaveAsync(Func<RegistryDbContext, Task<Outcome>> apply, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await apply(db);
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
            return Meanwhile;
        }

        await whole.CommitAsync(ct);
        return outcome;
    }

    private static async Task<Outcome> TakeAsync(RegistryDbContext db, TakeStep request, ChangeContext change, CancellationToken ct)
    {
        var found = await FindAsync(db, request.EngagementId, request.Version, change, ct);
        if (!found.Succeeded)
        {
            return found;
        }

        var taking = new StepTaking(db);
        await taking.LoadAsync([found.Value], [request], ct);
        return taking.Take(found.Value, request, change);
    }

    private static async Task<Outcome> CorrectAsync(RegistryDbContext db, CorrectStep request, ChangeContext change, CancellationToken ct)
    {
        var found = await FindAsync(db, request.EngagementId, request.Version, change, ct);
        if (!found.Succeeded)
        {
            return found;
        }

        var engagement = found.Value;
        var step = engagement.Statuses.FirstOrDefault(s => s.Place == request.Place)?.Step;
        var outcome = engagement.Correct(request.Place, request.NewDay, change.Reason, change.At);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        if (step == EnrolmentStep.RecordDeath)
        {
            engagement.Person.Died(request.NewDay);
        }

        var registrations = await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => r.EngagementId == engagement.Id).ToListAsync(ct);
        var fees = new FeeAssessment();
        await fees.LoadAsync(db, [engagement], ct);
        var cas = await CasNumbers.OfAsync(db, [engagement.PersonId], ct);
        Leaving.Corrected(db, engagement, registrations, fees, cas.GetValueOrDefault(engagement.PersonId), change.At, StepTaking.Correlation(change));
        return outcome;
    }

    private static async Task<Outcome<Engagement>> FindAsync(RegistryDbContext db, long id, long version, ChangeContext change, CancellationToken ct)
    {
        var engagement = await StepTaking.Whole(db).SingleOrDefaultAsync(e => e.Id == id, ct);
        if (engagement is null || !change.Caller.ReachOf(Room.Enrolments, Level.Change).Covers(engagement.Programme.Faculty, engagement.Programme.Code))
        {
            return Outcome<Engagement>.Refused("ENGAGEMENT_UNKNOWN", "There is no such engagement, or your roles do not reach it.");
        }

        if (engagement.Version != version)
        {
            var last = await LastChange.OfAsync(db, nameof(Person), engagement.PersonId, nameof(Engagement), ct, engagement.Id);
            return Outcome<Engagement>.Refused("CHANGED_MEANWHILE", $"{last?.Actor ?? "Somebody else"} changed the engagement while you decided{(last is null ? "" : $" ({last.Reason})")}; look at it again before you go on.", "Concurrent edit");
        }

        return engagement;
    }
}
