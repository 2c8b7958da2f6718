using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>A programme with prices by mode, fee status and year, three census points and a scholarship.</summary>
internal sealed class FeeScene(TestRegistry registry)
{
    public const string Terms = """
        {
          "modes": ["01", "31"], "feeStatuses": ["home", "overseas"], "sponsors": ["LEVY"], "years": 3, "loadBelow": 200,
          "lines": [
            { "modes": ["01"], "feeStatuses": ["home"], "yearTo": 2, "amount": 9000, "per": "year" },
            { "modes": ["01"], "feeStatuses": ["home"], "yearFrom": 3, "amount": 1800, "per": "year" },
            { "modes": ["01"], "feeStatuses": ["overseas"], "amount": 20000, "per": "year" },
            { "modes": ["31"], "amount": 75, "per": "credit" },
            { "sponsors": ["LEVY"], "amount": 5000, "per": "year" }
          ],
          "census": [ { "name": "Term 1", "day": 0, "share": 0.25 }, { "name": "Term 2", "day": 100, "share": 0.25 }, { "name": "Term 3", "day": 200, "share": 0.5 } ],
          "withdrawalWindowDays": 14,
          "scholarships": [ { "code": "VC", "title": "Vice-Chancellor's", "percent": 20 }, { "code": "HARBOUR", "title": "Harbour bursary", "amount": 1000 } ],
          "studentshipCover": 100
        }
        """;

    /// <summary>Every credit costs £20, whatever the mode; due with the start of the module.</summary>
    public const string PerCredit = """
        {
          "modes": ["01", "31"], "feeStatuses": ["home", "overseas"], "sponsors": [], "years": 3, "loadBelow": 400,
          "lines": [ { "amount": 20, "per": "credit" } ],
          "census": [ { "name": "Start", "day": 0, "share": 1 } ],
          "withdrawalWindowDays": 14
        }
        """;

    public async Task<Programme> ProgrammeAsync(string? terms = null)
    {
        await using var db = registry.CreateDbContext();
        var programme = await db.Set<Programme>().Include(p => p.Versions).FirstOrDefaultAsync() ?? await registry.Given.ProgrammeAsync();
        if (!await db.Set<FeeRule>().AnyAsync())
        {
            await registry.SaveAsync(d => d.Add(new FeeRule { ProgrammeCode = programme.Code, FromYear = "2020/21", RuleVersion = 1, Title = "Fees", Clauses = terms ?? Terms }));
        }

        return programme;
    }

    /// <summary>Expected from 1 October 2023, with the first session open.</summary>
    public async Task<Engagement> ExpectedAsync(string? country = null)
    {
        var person = await registry.Given.PersonAsync(p => p.Described(new PersonDetails { HomeCountry = country }));
        var programme = await ProgrammeAsync();
        await using var db = registry.CreateDbContext();
        db.AttachRange(person, programme);
        var from = new DateOnly(2023, 10, 1);
        var engagement = new Engagement(person, programme, programme.Newest!, $"{person.StudentNumber}-1", from, from.AddYears(3), "01", registry.Clock.Now);
        db.Add(engagement);
        engagement.SessionFor(from);
        await db.SaveAsync(registry.AsSystem());
        return engagement;
    }

    public Task<List<FeeCharge>> ChargesAsync(Engagement engagement) =>
        registry.ReadAsync(db => db.Set<FeeCharge>().Where(c => c.EngagementId == engagement.Id).OrderBy(c => c.Id).ToListAsync());

    /// <summary>What a fresh look at the record, as it stands now, would charge.</summary>
    public Task<IReadOnlyList<Liability>> FreshAsync(Engagement engagement) => registry.ReadAsync(async db =>
    {
        var now = await db.Set<Engagement>().Include(e => e.Statuses).Include(e => e.Sessions).Include(e => e.Person).Include(e => e.Programme).AsSplitQuery().SingleAsync(e => e.Id == engagement.Id);
        var registrations = await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion).Where(r => r.EngagementId == engagement.Id).ToListAsync();
        return FeeAssessor.Assess(new FeeSituation
        {
            Engagement = now, ProgrammeCode = now.Programme.Code, HomeCountry = now.Person.HomeCountry, Modules = [.. registrations.Select(r => new ChargedModule(r, r.Occurrence))],
            StatusDecisions = await db.Set<FeeStatusDecision>().Where(d => d.EngagementId == engagement.Id).ToListAsync(),
            Awards = await db.Set<FundingAward>().Where(a => a.EngagementId == engagement.Id).ToListAsync(),
        }, await db.Set<FeeRule>().ToListAsync()).Liabilities;
    });

    public Task GiveAsync(Engagement engagement, AwardKind kind, AwardTerms terms) =>
        registry.Get<FundingService>().AwardAsync(new GiveAward { EngagementId = engagement.Id, Kind = kind, Terms = terms }, registry.As(Domain.Access.Role.FeesOfficer));
}
