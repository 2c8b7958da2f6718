using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>
/// Keeps the charges of engagements in step with the record: after any change of status, session, registration or funding call
/// <see cref="Assess"/>, and what stands becomes what should stand, by reversals and new charges. Loads once for a set of engagements.
/// Finance hears of it with the next charge run.
/// </summary>
internal sealed class FeeAssessment
{
    private List<FeeRule> rules = [];
    private ILookup<long, FeeCharge> charges = Array.Empty<FeeCharge>().ToLookup(_ => 0L);
    private ILookup<long, FundingAward> awards = Array.Empty<FundingAward>().ToLookup(_ => 0L);
    private ILookup<long, FeeStatusDecision> decisions = Array.Empty<FeeStatusDecision>().ToLookup(_ => 0L);
    private readonly Dictionary<long, Programme> programmes = [];
    private readonly Dictionary<long, string?> countries = [];
    private readonly Dictionary<long, List<ChargedModule>> modules = [];
    private readonly Dictionary<long, List<FeeCharge>> posted = [];

    /// <param name="db">The unit of work in which the engagements are held; what the assessment needs beside them is loaded into it.</param>
    /// <param name="engagements">Whose fees may change.</param>
    /// <param name="ct">Stops loading.</param>
    /// <param name="alsoProgrammes">Codes of programmes on which engagements will be made that are not in the record yet.</param>
    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<Engagement> engagements, CancellationToken ct, IReadOnlyCollection<string>? alsoProgrammes = null)
    {
        var programmeIds = engagements.Select(e => e.ProgrammeId).Distinct().ToList();
        var codes = alsoProgrammes ?? [];
        foreach (var programme in await db.Set<Programme>().Where(p => programmeIds.Contains(p.Id) || codes.Contains(p.Code)).ToListAsync(ct))
        {
            programmes[programme.Id] = programme;
        }

        var priced = programmes.Values.Select(p => p.Code).ToList();
        var ids = engagements.Select(e => e.Id).ToList();
        awards = ids.Count == 0 ? awards : (await db.Set<FundingAward>().Where(a => ids.Contains(a.EngagementId)).ToListAsync(ct)).ToLookup(a => a.EngagementId);
        rules = await db.Set<FeeRule>().AsNoTracking().Where(r => priced.Contains(r.ProgrammeCode)).ToListAsync(ct);
        if (engagements.Count == 0)
        {
            return;
        }

        charges = (await db.Set<FeeCharge>().Where(c => ids.Contains(c.EngagementId) && !c.Element.StartsWith(FeeCharge.Room)).ToListAsync(ct)).ToLookup(c => c.EngagementId);
        if (rules.Count == 0)
        {
            return;
        }

        await db.Set<StatusEntry>().Where(s => ids.Contains(s.EngagementId)).LoadAsync(ct);
        await db.Set<CourseSession>().Where(s => ids.Contains(s.EngagementId)).LoadAsync(ct);
        decisions = (await db.Set<FeeStatusDecision>().AsNoTracking().Where(d => ids.Contains(d.EngagementId)).ToListAsync(ct)).ToLookup(d => d.EngagementId);
        var people = engagements.Select(e => e.PersonId).Distinct().ToList();
        foreach (var person in await db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.HomeCountry }).ToListAsync(ct))
        {
            countries[person.Id] = person.HomeCountry;
        }

        await LoadModulesAsync(db, ids, ct);
    }

    /// <summary>A registration made in this unit of work.</summary>
    public void Registered(ModuleRegistration registration, ModuleOccurrence occurrence) => ModulesOf(registration.EngagementId).Add(new ChargedModule(registration, occurrence));

    /// <summary>An award made in this unit of work.</summary>
    public void Awarded(FundingAward award) => awards = awards.SelectMany(g => g).Append(award).ToLookup(a => a.EngagementId);

    /// <summary>A decision on the fee status made in this unit of work.</summary>
    public void Decided(FeeStatusDecision decision) => decisions = decisions.SelectMany(g => g).Append(decision).ToLookup(d => d.EngagementId);

    /// <summary>The engagement's awards, those of this unit of work too.</summary>
    public IEnumerable<FundingAward> Awards(Engagement engagement) => awards[engagement.Id];

    /// <summary>Whether the same is entered already, so that a file that is sent again enters nothing twice.</summary>
    public bool Running(Engagement engagement, AwardKind kind, AwardTerms terms) =>
        awards[engagement.Id].Any(a => a.Kind == kind && a.Payer == terms.Payer && a.Code == terms.Code && a.From == terms.From && a.AcademicYear == terms.AcademicYear);

    /// <summary>By how much this unit of work changes what the student is billed, and what others are, pounds.</summary>
    public (decimal Student, decimal Others) Posted(Engagement engagement) =>
        (posted.GetValueOrDefault(engagement.Id, []).Where(c => c.Sponsor == Payers.Student).Sum(c => c.Amount), posted.GetValueOrDefault(engagement.Id, []).Where(c => c.Sponsor != Payers.Student).Sum(c => c.Amount));

    /// <summary>Posts the difference between what stands and what should stand, and gives what could not be priced.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="engagement">With its change already made.</param>
    /// <param name="now">Moment of the assessment.</param>
    /// <param name="correlation">Of the event that changed something.</param>
    /// <param name="academicYear">Only this period; null for all.</param>
    public IReadOnlyList<string> Assess(RegistryDbContext db, Engagement engagement, DateTimeOffset now, string correlation, string? academicYear = null)
    {
        // after a death charges stay as they are until a person settles them
        if (engagement.Status == EngagementStatus.Deceased)
        {
            return [];
        }

        if (!programmes.TryGetValue(engagement.ProgrammeId != 0 ? engagement.ProgrammeId : engagement.Programme.Id, out var programme))
        {
            return [];
        }

        if (rules.Count == 0)
        {
            return Told(db, Unpriced(engagement, programme, academicYear));
        }

        var assessed = FeeAssessor.Assess(new FeeSituation
        {
            Engagement = engagement,
            ProgrammeCode = programme.Code,
            HomeCountry = countries.TryGetValue(engagement.PersonId, out var country) ? country : engagement.Person.HomeCountry,
            Modules = ModulesOf(engagement.Id),
            StatusDecisions = [.. decisions[engagement.Id]],
            Awards = [.. awards[engagement.Id]],
        }, rules);
        if (!assessed.HasRule)
        {
            return Told(db, Unpriced(engagement, programme, academicYear));
        }

        List<FeeCharge> held = [.. charges[engagement.Id], .. posted.GetValueOrDefault(engagement.Id, [])];
        Post(db, engagement, held, ChargeDifference.Between([.. held.Where(c => academicYear is null || c.AcademicYear == academicYear)], [.. assessed.Liabilities.Where(l => academicYear is null || l.AcademicYear == academicYear)]), now, correlation);
        return Told(db, academicYear is null ? assessed.Findings : [.. assessed.Findings.Where(f => f.StartsWith(academicYear, StringComparison.Ordinal))]);
    }

    // Nothing can say what the new programme costs: what was charged under the old one stands until a rule is published.
    private IReadOnlyList<string> Unpriced(Engagement engagement, Programme programme, string? academicYear) =>
    [
        .. charges[engagement.Id].Where(c => academicYear is null || c.AcademicYear == academicYear).GroupBy(c => c.AcademicYear).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Where(g => g.Sum(c => c.Amount) != 0)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}: {programme.Code} has no fee rule for who entered in {AcademicYear.Of(engagement.Start)}; the £{g.Sum(c => c.Amount):#,##0.00} charged before stands until one is published.")),
    ];

    private static IReadOnlyList<string> Told(RegistryDbContext db, IReadOnlyList<string> findings)
    {
        db.Remarks.AddRange(findings.Select(f => "Fees: " + f));
        return findings;
    }

    private void Post(RegistryDbContext db, Engagement engagement, List<FeeCharge> held, ChargeDifference difference, DateTimeOffset now, string correlation)
    {
        List<FeeCharge> made = [.. difference.Reverse.Select(c => c.Reverse(engagement.Status.ToString(), correlation, now))];
        foreach (var liability in difference.Post)
        {
            var number = held.Concat(made).Where(c => c.AcademicYear == liability.AcademicYear && c.Element == liability.Element).Select(c => c.AssessmentNo).DefaultIfEmpty().Max() + 1;
            made.Add(new FeeCharge(engagement.PersonId, engagement.Id, liability.AcademicYear, liability.Element, number, liability.Amount, liability.Rule, engagement.Status.ToString(), correlation, now, liability.Sponsor));
        }

        db.AddRange(made);
        posted[engagement.Id] = [.. posted.GetValueOrDefault(engagement.Id, []), .. made];
    }

    private async Task LoadModulesAsync(RegistryDbContext db, List<long> ids, CancellationToken ct)
    {
        var registrations = await db.Set<ModuleRegistration>().Where(r => ids.Contains(r.EngagementId)).ToListAsync(ct);
        var on = registrations.Select(r => r.OccurrenceId).Distinct().ToList();
        var occurrences = await db.Set<ModuleOccurrence>().AsNoTracking().Include(o => o.ModuleVersion).Where(o => on.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        foreach (var registration in registrations)
        {
            ModulesOf(registration.EngagementId).Add(new ChargedModule(registration, occurrences[registration.OccurrenceId]));
        }
    }

    private List<ChargedModule> ModulesOf(long engagement)
    {
        if (!modules.TryGetValue(engagement, out var list))
        {
            modules[engagement] = list = [];
        }

        return list;
    }
}
