using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>Takes back what carrying out a decision did, as a new act; the decision stays ratified and can be carried out again.</summary>
internal sealed class TakingBack(RegistryDbContext db)
{
    private readonly DecisionsOfEngagements decisions = new(db);
    private readonly FeeAssessment fees = new();
    private ILookup<long, ModuleRegistration> registrations = Array.Empty<ModuleRegistration>().ToLookup(r => 0L);
    private IReadOnlyDictionary<long, string> cas = new Dictionary<long, string>();

    public async Task LoadAsync(IReadOnlyCollection<Engagement> engagements, CancellationToken ct)
    {
        long[] ids = [.. engagements.Select(e => e.Id)];
        await decisions.LoadAsync(ids, ct);
        await fees.LoadAsync(db, engagements, ct);
        cas = await CasNumbers.OfAsync(db, [.. engagements.Select(e => e.PersonId).Distinct()], ct);
        registrations = (await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => ids.Contains(r.EngagementId)).ToListAsync(ct)).ToLookup(r => r.EngagementId);
    }

    /// <summary>In a few words what it does, or every reason against it; then nothing has changed.</summary>
    public Outcome<string> Take(Engagement engagement, string year, ChangeContext change)
    {
        if (decisions.CarriedOut(engagement.Id, year) is not var (decision, done))
        {
            return Outcome<string>.Refused("NOT_CARRIED_OUT", $"No decision on {engagement.Numhus} for {year} stands as carried out.", "Progression");
        }

        var correlation = StepTaking.Correlation(change);
        var entry = new ProgressionEntry(decision, done.Ordinal + 1, ProgressionAct.TakenBack, change.Reason, change.Caller.Name, change.At) { SessionYear = done.SessionYear, StatusPlace = done.StatusPlace };
        var outcome = done switch
        {
            { SessionYear: { } opened } => TakeBackSession(engagement, opened, entry, change, correlation),
            { StatusPlace: { } place } => TakeBackEnding(engagement, place, change, correlation),
            _ => Outcome.Done,
        };
        if (!outcome.Succeeded)
        {
            return Outcome<string>.Refused(outcome.Refusals);
        }

        db.Add(entry);
        decisions.Stands(entry);
        return done.SessionYear is { } session ? $"{engagement.Numhus}: the session in {session} is taken back." : done.StatusPlace is not null ? $"{engagement.Numhus} is {StatusTable.Word(engagement.Status)} again." : $"{engagement.Numhus}: what was entered for resits is taken back; nothing else was done.";
    }

    private Outcome TakeBackSession(Engagement engagement, string sessionYear, ProgressionEntry entry, ChangeContext change, string correlation)
    {
        if (registrations[engagement.Id].FirstOrDefault(r => engagement.Sessions.Any(s => s.Id == r.SessionId && s.SessionYear == sessionYear)) is { } chosen)
        {
            return Outcome.Refused("MODULES_CHOSEN", $"The student has registered on {chosen.Occurrence.Key} in {sessionYear}; what began is ended by a step of its own, not taken back.", "Progression");
        }

        var session = engagement.TakeBackSession(sessionYear);
        if (!session.Succeeded)
        {
            return session;
        }

        db.Remove(session.Value);
        // who decides on an older picture of the engagement must be turned back
        db.Entry(engagement).Property(e => e.Status).IsModified = true;
        fees.Assess(db, engagement, change.At, correlation);
        db.Add(ProgressionNotices.SessionTakenBack(engagement, sessionYear, entry, change.At, correlation));
        if (ProgressionNotices.LoanTakenBack(engagement, sessionYear, entry, change.At, correlation) is { } loan)
        {
            db.Add(loan);
        }

        return Outcome.Done;
    }

    private Outcome TakeBackEnding(Engagement engagement, int place, ChangeContext change, string correlation)
    {
        var outcome = engagement.Correct(place, null, change.Reason, change.At);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        Leaving.Corrected(db, engagement, [.. registrations[engagement.Id]], fees, cas.GetValueOrDefault(engagement.PersonId), change.At, correlation);
        return outcome;
    }
}
