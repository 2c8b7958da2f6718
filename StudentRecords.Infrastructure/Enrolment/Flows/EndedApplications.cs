using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>
/// Applications that end after admissions handed them over (F005, F045): who was only expected is expected no longer, by the step of the desk; who
/// is enrolled already is left to the desk.
/// </summary>
internal sealed class EndedApplications
{
    private ILookup<(long Person, string Programme), Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => (0L, ""));
    private StepTaking? steps;
    private List<Hold> holds = [];

    public async Task LoadAsync(FlowSlice slice, IEnumerable<Application> applications, CancellationToken ct)
    {
        var people = applications.Where(a => a.Stage == ApplicationStage.HandedOver).Select(a => a.PersonId).Distinct().ToList();
        if (people.Count == 0)
        {
            return;
        }

        var all = await StepTaking.Whole(slice.Db).Where(e => people.Contains(e.PersonId)).ToListAsync(ct);
        engagements = all.ToLookup(e => (e.PersonId, e.Programme.Code));
        holds = await slice.Db.Set<Hold>().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct);
        steps = new StepTaking(slice.Db);
        await steps.LoadAsync(all, [.. all.Select(e => Step(e, slice.Today))], ct);
    }

    /// <summary>What becomes of the word that the application ended.</summary>
    public Disposition End(FlowSlice slice, Application application, ApplicationStage stage, InboxMessage message)
    {
        if (message.SourceVersion <= application.SourceVersion)
        {
            return Disposition.Stale;
        }

        var open = application.Stage == ApplicationStage.HandedOver ? engagements[(application.PersonId, application.ProgrammeCode)].Where(e => e.IsOpen).MaxBy(e => e.Start) : null;
        if (open is { Status: EngagementStatus.Enrolled or EngagementStatus.Interrupted })
        {
            return Disposition.Quarantine("ENROLLED_ALREADY", $"The student is {StatusTable.Word(open.Status)} on {application.ProgrammeCode}, {open.Numhus}; an application does not end that. Withdraw the student at the desk and try this again, or set it aside.");
        }

        if (open is not null && steps!.Take(open, Step(open, slice.Today), slice.Change(message) with { Reason = $"The application {application.Key} was {stage.ToString().ToLowerInvariant()}" }) is { Succeeded: false } refused)
        {
            return Disposition.Quarantine(refused.Refusals[0].Code, string.Join(" ", refused.Refusals.Select(r => r.Sentence)));
        }

        if (open is not null)
        {
            SponsorshipUnsaid.Release(holds.Where(h => h.PersonId == open.PersonId), open, slice.Today, "The application ended.");
        }

        application.Advance(stage, (int)message.SourceVersion);
        return Disposition.Applied;
    }

    private static TakeStep Step(Engagement engagement, DateOnly today) => new() { Step = EnrolmentStep.NoShow, EngagementId = engagement.Id, Version = engagement.Version, EffectiveOn = today };
}
