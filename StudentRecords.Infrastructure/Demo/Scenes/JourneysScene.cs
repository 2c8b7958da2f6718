using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>The registry's daily work: a deferral, a no-show, a sponsored arrival, an interruption that was corrected, a transfer, a death, and a cohort that waits to be re-enrolled.</summary>
internal sealed class JourneysScene(
    IDbContextFactory<RegistryDbContext> store, EnrolmentService enrolments, EngagementService engagements, SponsorshipService sponsorships, CohortService cohorts, TimeProvider clock) : IDemoScene
{
    private static readonly DateOnly September = new(2025, 9, 15);
    private static readonly DateOnly June = DemoYears.StoryEnds;

    public string Name => "Journeys";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await ArrivalAsync(EngagementStatus.Deferred, 0, s => s with { Step = EnrolmentStep.Defer, EffectiveOn = September, NewStart = DemoYears.Begins(DemoYears.Newest + 2) }, "Asked to start a year later", ct);
        await ArrivalAsync(EngagementStatus.NoShow, 1, s => s with { Step = EnrolmentStep.NoShow, EffectiveOn = September.AddDays(28) }, "Did not come and did not answer three letters", ct);
        await SponsoredAsync(ct);
        await InterruptionAsync(ct);
        await TransferAsync(ct);
        await DeathAsync(ct);
        await CohortAsync(ct);
    }

    private async Task ArrivalAsync(EngagementStatus becomes, int which, Func<TakeStep, TakeStep> step, string reason, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Engagement>().AnyAsync(e => e.Status == becomes, ct) && await NthAsync(db, EngagementStatus.Expected, which, ct) is { } engagement)
        {
            await enrolments.TakeAsync(step(Of(engagement)), Act("TakeStep", reason, September.AddDays(2)), ct);
        }
    }

    private async Task SponsoredAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<PermissionToStudy>().AnyAsync(ct) || await NthAsync(db, EngagementStatus.Expected, 2, ct) is not { } engagement)
        {
            return;
        }

        await engagements.SponsorAsync(engagement.Id, engagement.Version, true, Act("SponsorStudent", "Applied for a Student visa with our CAS", September), ct);
        await sponsorships.RecordAsync(new RecordPermission { PersonId = engagement.PersonId, CasNumber = "E4G5W25C0001Q", State = PermissionState.CasAssigned, DecidedOn = September },
            clock.Act(DemoActors.As("Sofia Santos", Role.SponsorshipOfficer), "RecordPermission", "CAS assigned in the sponsor system", September.AddDays(1)), ct);
    }

    private async Task InterruptionAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Engagement>().AnyAsync(e => e.Status == EngagementStatus.Interrupted, ct) || await NthAsync(db, EngagementStatus.Enrolled, 3, ct) is not { } engagement)
        {
            return;
        }

        await enrolments.TakeAsync(Of(engagement) with { Step = EnrolmentStep.Interrupt, EffectiveOn = June }, Act("InterruptStudies", "Parental leave", June), ct);
        if (await db.Set<Engagement>().AsNoTracking().Include(e => e.Statuses).SingleAsync(e => e.Id == engagement.Id, ct) is { Status: EngagementStatus.Interrupted } now)
        {
            await enrolments.CorrectAsync(new CorrectStep { EngagementId = now.Id, Version = now.Version, Place = now.Current.Place, NewDay = June.AddDays(-4) }, Act("CorrectStep", "The form was signed on the Monday before", June.AddDays(5)), ct);
        }
    }

    private async Task TransferAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<StatusEntry>().AnyAsync(s => s.Step == EnrolmentStep.Transfer, ct) && await NthAsync(db, EngagementStatus.Enrolled, 5, ct) is { } engagement)
        {
            await enrolments.TakeAsync(Of(engagement) with { Step = EnrolmentStep.Transfer, EffectiveOn = June, Mode = engagement.Mode == "31" ? "01" : "31" }, Act("TransferStudent", "Works now and studies in the evening", June), ct);
        }
    }

    private async Task DeathAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<QuietHandling>().AnyAsync(ct) && await NthAsync(db, EngagementStatus.Enrolled, 7, ct) is { } engagement)
        {
            await enrolments.TakeAsync(Of(engagement) with { Step = EnrolmentStep.RecordDeath, EffectiveOn = June.AddDays(2) }, Act("RecordDeath", "The family telephoned the dean", June.AddDays(3)), ct);
        }
    }

    private async Task CohortAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<BulkRun>().AnyAsync(ct) && await NthAsync(db, EngagementStatus.Enrolled, 0, ct) is { } engagement)
        {
            await cohorts.CheckAsync(engagement.ProgrammeId, new AcademicYear(DemoYears.Newest + 1), null, Act("CheckCohort", "Re-enrolment of a cohort", September), ct);
        }
    }

    private static Task<Engagement?> NthAsync(RegistryDbContext db, EngagementStatus status, int which, CancellationToken ct) =>
        db.Set<Engagement>().AsNoTracking().Where(e => e.Status == status && e.End == null && !e.IsSponsored && (status == EngagementStatus.Expected || e.Start < June)).OrderByDescending(e => e.Start).ThenBy(e => e.Numhus).Skip(which).FirstOrDefaultAsync(ct);

    private static TakeStep Of(Engagement engagement) => new() { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = engagement.Version };

    private ChangeContext Act(string act, string reason, DateOnly day) => clock.Act(DemoActors.Manager, act, reason, day);
}
