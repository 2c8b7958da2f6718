using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa.Facts;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>What returns ask for and nothing else brings: accreditations, partners, qualifications on entry, time away, support and the like, some of each kind.</summary>
internal sealed class FactsScene(IDbContextFactory<RegistryDbContext> store, ReturnFactService facts, TimeProvider clock) : IDemoScene
{
    private const int OfEachKind = 6;
    private static readonly DateOnly First = new(2022, 9, 1);

    private static readonly (string Programme, string Kind, string From, string Values)[] OfProgrammes =
    [
        ("BSC-CS", nameof(ProgrammeInitiative), "2020-09-01", "Code=027"),
        ("BSC-CS", nameof(ProgrammeInitiative), "2023-08-01", "Code=035"),
        ("BA-HIST", nameof(ProgrammeInitiative), "2021-09-01", "Code=004"),
        ("BSC-CS", nameof(ProgrammeAccreditation), "2020-09-01", "Code=05802"),
        ("MENG-ME", nameof(ProgrammeAccreditation), "2021-09-01", "Code=06901"),
        ("MSC-DS", nameof(ProgrammeAccreditation), "2021-09-01", "Code=05803"),
        ("BSC-CS", nameof(ProgrammeReference), "2020-09-01", "Kind=03 Code=G400"),
        ("BSC-CS", nameof(ProgrammeReference), "2020-09-01", "Kind=03 Code=G401"),
        ("BA-HIST", nameof(ProgrammeReference), "2020-09-01", "Kind=03 Code=V100"),
        ("BA-HIST", nameof(TeachingPlace), "2020-09-01", "Venue=MAIN Percent=60.0"),
        ("BA-HIST", nameof(TeachingPlace), "2020-09-01", "Venue=HARBOUR Percent=40.0"),
        ("MENG-ME", nameof(ProgrammeShare), "2021-09-01", "Of=Delivery Code=10000291 Percent=20.0"),
        ("MENG-ME", nameof(ProgrammeShare), "2021-09-01", "Of=Award Code=10000291 Percent=100.0"),
        ("BA-HIST", nameof(ProgrammeShare), "2021-09-01", "Of=Subject Code=100302 Percent=70.0"),
        ("BA-HIST", nameof(ProgrammeShare), "2021-09-01", "Of=Subject Code=100310 Percent=30.0"),
    ];

    private static readonly (string Kind, string Subject, Caller By, string Values)[] OfEngagements =
    [
        (nameof(EntryQualification), "", DemoActors.Officer, "Type=A0001 Year=2022 Grade=B Subjects=100366,100403"),
        (nameof(EntryQualification), "", DemoActors.Officer, "Type=A0001 Year=2022 Grade=A Subjects=100302"),
        (nameof(EngagementInitiative), "", DemoActors.Officer, "Code=027"),
        (nameof(EngagementInitiative), "", DemoActors.Officer, "Code=030"),
        (nameof(PartnerArrangement), "MENG-ME", DemoActors.Officer, "Kind=01 Ukprn=10000291 PartnerSid=22100002910000019 PartnerNumhus=1 RegisteringBody=5043"),
        (nameof(ActivityAway), "BA-HIST", DemoActors.Officer, "Kind=01 Country=FR Host=Lyon Scheme=01 Days=90"),
        (nameof(ResearchSupervision), "MSC-DS", DemoActors.Officer, "Organisation=10099999 Unit=11A Percent=100.0"),
        (nameof(ExchangeVisit), "BA-HIST", DemoActors.Officer, "Kind=02"),
        (nameof(FinancialSupport), "", DemoActors.Fees, "Kind=100"),
        (nameof(FinancialSupport), "", DemoActors.Fees, "Kind=200 Pounds=450"),
    ];

    public string Name => "Facts for the returns";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var (programmes, modules, engagements) = await SubjectsAsync(ct);
        foreach (var (programme, kind, from, values) in OfProgrammes)
        {
            await OnceAsync(FactSubject.Programme, programmes[programme], kind, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), values, DemoActors.Manager, ct);
        }

        foreach (var module in modules.Take(2))
        {
            await OnceAsync(FactSubject.Module, module, nameof(ModuleShare), First, "Of=Delivery Code=10000291 Percent=25.0", DemoActors.Manager, ct);
        }

        foreach (var module in modules.Skip(2).Take(2))
        {
            foreach (var values in (string[])["Of=CostCentre Code=121 Percent=50.0", "Of=CostCentre Code=122 Percent=50.0", "Of=Subject Code=100366 Percent=80.0", "Of=Subject Code=100403 Percent=20.0"])
            {
                await OnceAsync(FactSubject.Module, module, nameof(ModuleShare), First, values, DemoActors.Manager, ct);
            }
        }

        await play.TellAsync(0.4, "Facts of programmes and modules");
        for (var year = DemoYears.First; year <= DemoYears.Newest; year++)
        {
            foreach (var ((kind, programme, by, values), place) in OfEngagements.Select((k, i) => (k, i)))
            {
                // others for each kind, and some who have several
                foreach (var (engagement, start) in engagements.Where(e => (programme.Length == 0 || e.Programme == programme) && e.Start.Year == year).Skip(kind == nameof(ExchangeVisit) ? OfEachKind : programme.Length > 0 ? 0 : place).Take(OfEachKind).Select(e => (e.Id, e.Start)))
                {
                    await OnceAsync(FactSubject.Engagement, engagement, kind, start, values, by, ct);
                }
            }

            await play.TellAsync(0.4 + ((year - DemoYears.First + 1) * 0.2), $"Facts of those who entered in {DemoYears.Name(year)}");
        }

        foreach (var person in engagements.Where(e => e.Start.Year == DemoYears.First).Take(OfEachKind).Select(e => e.PersonId).Distinct())
        {
            await OnceAsync(FactSubject.Person, person, nameof(LanguageSkill), First, "Language=CY Proficiency=01", DemoActors.Officer, ct);
        }
    }

    private async Task OnceAsync(FactSubject subject, long id, string kind, DateOnly from, string values, Caller by, CancellationToken ct)
    {
        var typed = values.Split(' ').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1].Replace(',', ' '), StringComparer.Ordinal);
        if (await IsThereAsync(kind, id, typed, ct))
        {
            return;
        }

        var day = from > DemoYears.StoryEnds ? DemoYears.StoryEnds : from;
        var recorded = await facts.RecordAsync(new RecordFact(kind, id, from, typed), clock.Act(by, "RecordFact", $"Asked for by the return: {FactKinds.Find(kind)!.Title.ToLowerInvariant()}", day), ct);
        if (!recorded.Succeeded)
        {
            throw new InvalidOperationException($"{kind} of {subject}: {string.Join(" ", recorded.Refusals.Select(r => r.Sentence))}");
        }
    }

    // Played again after a kill nothing is recorded twice.
    private async Task<bool> IsThereAsync(string kind, long id, Dictionary<string, string> typed, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var row = FactKinds.Find(kind)!;
        return (await ReturnFactQueries.FactsAsync(db, kind, id, ct)).Any(f => typed.All(v => FactText.IsSame(row.Row.GetProperty(v.Key)!.GetValue(f), v.Value)));
    }

    private async Task<(Dictionary<string, long> Programmes, List<long> Modules, List<(long Id, long PersonId, string Programme, DateOnly Start)> Engagements)> SubjectsAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = await db.Set<Programme>().ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        var modules = await db.Set<ModuleOccurrence>().Where(o => o.AcademicYear == "2022/23").OrderBy(o => o.Key).Select(o => o.ModuleId).ToListAsync(ct);
        var engagements = await db.Set<Engagement>().Where(e => e.Statuses.Any(s => s.Status == EngagementStatus.Enrolled)).OrderBy(e => e.Numhus)
            .Select(e => new { e.Id, e.PersonId, e.Programme.Code, e.Start }).ToListAsync(ct);
        return (programmes, modules, [.. engagements.Select(e => (e.Id, e.PersonId, e.Code, e.Start))]);
    }
}
