using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Facts;
using StudentRecords.Infrastructure.Hesa.Overriding;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>What came to light after the first submission: facts that were wrong are taken back, others are ended, and a few values are overridden until the record can be mended.</summary>
internal sealed class ReturnCorrections(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections, ReturnFactService facts, OverrideService overrides, ReportIntake reports, TimeProvider clock)
{
    // a field of each kind of entity that a later return may say otherwise, and what it then says
    private static readonly (string Entity, string Field, string Value)[] Amended =
    [
        ("Course", "SANDWICH", "01"), ("CourseRole", "CRPROPORTION", "99.5"), ("Module", "MTITLE", "As renamed by the faculty"), ("ModuleCostCentre", "COSTCNPROPORTION", "99.5"),
        ("ModuleDeliveryRole", "MDRPROPORTION", "30.0"), ("ModuleSubject", "MODPROPORTION", "99.5"), ("Qualification", "QUALTITLE", "As it stands on the certificate"), ("QualificationSubject", "QUALPROPORTION", "99.5"),
        ("SessionYear", "OWNSESSIONID", "Academic year"), ("Venue", "VENUENAME", "Renamed campus"), ("Student", "TTACCOM", "01"), ("LanguageProficiency", "PROFICIENCYTYPE", "02"),
        ("Engagement", "OWNENGID", "Renumbered"), ("CollaborativeProvision", "PARTNERNUMHUS", "2"), ("EntryProfile", "ESTRANGED", "02"), ("EntryQualificationAward", "ENTRYQUALAWARDRESULT", "C"),
        ("Leaver", "INTENDEDDESTINATION", "01"), ("QualificationAwarded", "THESISTITLE", "A thesis"), ("StudentCourseSession", "FEEMETHOD", "01"), ("FundingAndMonitoring", "FUNDCOMP", "02"),
        ("ModuleInstance", "CONTINUING", "01"), ("OffVenueActivity", "ACTDURATION", "80.0"), ("ReferencePeriodStudentLoad", "RPSTULOAD", "75.0"), ("SessionStatus", "STATUSCHANGEDTO", "04"),
        ("StudentFinancialSupport", "FINSUPAMOUNT", "500"), ("StudyLocation", "DISTANCE", "01"), ("SupervisorAllocation", "SAPROPORTION", "95.0"),
    ];

    public async Task AfterSubmissionAsync(HesaReturn submitted, Caller officer, Caller second, DateOnly day, CancellationToken ct)
    {
        await AcknowledgeAsync(submitted, day, ct);
        await EndAsync<ProgrammeInitiative>(f => f.Code == "004", DemoActors.Manager, day, ct);
        await EndAsync<ProgrammeAccreditation>(f => f.Code == "06901", DemoActors.Manager, day, ct);
        await TakeBackAsync<ProgrammeAccreditation>(f => f.Code == "05803", 1, DemoActors.Manager, day, ct);
        await CorrectSubjectsAsync(day, ct);
        await TakeBackAsync<ProgrammeShare>(f => f.Of == ProgrammeShareOf.Award || f.Code == "100310", 2, DemoActors.Manager, day, ct);
        await TakeBackAsync<ProgrammeShare>(f => f.Of == ProgrammeShareOf.Delivery, 1, DemoActors.Manager, day, ct);
        await TakeBackAsync<ModuleShare>(f => f.Code == "122" || f.Code == "100403", 2, DemoActors.Manager, day, ct);
        await TakeBackAsync<ModuleShare>(f => f.Of == ModuleShareOf.Delivery, 1, DemoActors.Manager, day, ct);
        await TakeBackAsync<EngagementInitiative>(f => f.Code == "030", 2, DemoActors.Officer, day, ct);
        await TakeBackAsync<FinancialSupport>(f => f.Kind == "200", 1, DemoActors.Fees, day, ct);
        await TakeBackAsync<LanguageSkill>(f => f.Language == "CY", 1, DemoActors.Officer, day, ct);
        await OverrideAsync(submitted, officer, second, day, ct);
    }

    private async Task AcknowledgeAsync(HesaReturn submitted, DateOnly day, CancellationToken ct)
    {
        if (submitted.State == ReturnState.Submitted)
        {
            await reports.AcknowledgeAsync(submitted.Id, $"HDP-{submitted.Collection}-0001", clock.Act(Caller.System("HESA"), "AcknowledgeReturn", "The data platform holds the submission", day), ct);
        }
    }

    private async Task EndAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Caller by, DateOnly day, CancellationToken ct)
        where T : ReturnedFact
    {
        foreach (var id in await IdsAsync(which, f => f.To is null, 1, ct))
        {
            Done(await facts.EndAsync(typeof(T).Name, id, new DateOnly(2023, 7, 31), clock.Act(by, "EndFact", "It ended with the year", day), ct));
        }
    }

    private async Task TakeBackAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, int count, Caller by, DateOnly day, CancellationToken ct)
        where T : ReturnedFact
    {
        foreach (var id in await IdsAsync(which, f => f.TakenBackOn is null, count, ct))
        {
            Done(await facts.TakeBackAsync(typeof(T).Name, id, clock.Act(by, "TakeBackFact", "Recorded in error", day), ct));
        }
    }

    // Played again after a kill what was corrected before counts.
    private async Task<List<long>> IdsAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Func<T, bool> isOpen, int count, CancellationToken ct)
        where T : ReturnedFact
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var all = await db.Set<T>().AsNoTracking().Where(which).OrderBy(f => f.Id).ToListAsync(ct);
        return [.. all.Take(count).Where(isOpen).Select(f => f.Id)];
    }

    // The qualification stands as it was returned, with another subject.
    private async Task CorrectSubjectsAsync(DateOnly day, CancellationToken ct)
    {
        foreach (var id in await IdsAsync<EntryQualification>(f => f.Subjects == "100302", f => f.TakenBackOn is null, 1, ct))
        {
            await using var db = await store.CreateDbContextAsync(ct);
            var wrong = await db.Set<EntryQualification>().AsNoTracking().SingleAsync(f => f.Id == id, ct);
            Dictionary<string, string> values = new() { ["Type"] = wrong.Type, ["Year"] = $"{wrong.Year}", ["Grade"] = wrong.Grade ?? "", ["Subjects"] = "100425" };
            Done(await facts.RecordAsync(new RecordFact(nameof(EntryQualification), wrong.EngagementId, wrong.From, values, id), clock.Act(DemoActors.Officer, "RecordFact", "The certificate names another subject", day), ct));
        }
    }

    private async Task OverrideAsync(HesaReturn submitted, Caller officer, Caller second, DateOnly day, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        foreach (var (entity, field, value) in Amended)
        {
            if (await db.Set<ValueOverride>().AnyAsync(o => o.Collection == submitted.Collection && o.Entity == entity, ct))
            {
                continue;
            }

            // the last of its kind, for the first lose what is taken back; a status with which a session begins, for later ones are news each time
            var verdicts = entity == "SessionStatus" ? ComparedEntities.Unchanged(db, submitted) : ComparedEntities.Told(db, submitted);
            var verdict = await verdicts.Where(v => v.Entity == entity && v.ExtractRow != null).OrderByDescending(v => v.Id).Select(v => (long?)v.Id).FirstOrDefaultAsync(ct);
            if (verdict is null || collections[submitted.Collection][entity].Field(field) is null)
            {
                continue;
            }

            var proposed = await overrides.ProposeAsync(new ProposeOverride(verdict.Value, field, value, entity == "SessionStatus" ? Lapses(day) : day.AddMonths(6)), clock.Act(officer, "ProposeOverride", "Known to be so; the feeding system is mended in the spring", day), ct);
            Done(proposed);
            Done(await overrides.ApproveAsync(proposed.Value, clock.Act(second, "ApproveOverride", "Seen the evidence", day, 15), ct));
        }
    }

    // before the third return of the collection, which says again what the record says
    private static DateOnly Lapses(DateOnly day) => day.AddDays(20);

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
