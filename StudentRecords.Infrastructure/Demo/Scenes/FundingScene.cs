using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// Who else pays: scholarships, sponsors and a fee status by hand; studentships, loans, stipends, balances and library fines through the
/// hub's door. What that changes waits in a second charge run of the newest year for a second person.
/// </summary>
internal sealed class FundingScene(IDbContextFactory<RegistryDbContext> store, ChargeRunGathering gathering, FundingService funding, DemoPost post, TimeProvider clock) : IDemoScene
{
    private const int Some = 24;

    public string Name => "Awards, loans and stipends";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var name = DemoYears.Name(DemoYears.Newest);
        List<Funded> some;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            if (await db.Set<ChargeRun>().AnyAsync(r => r.AcademicYear == name && r.Number == 2 && r.State != ChargeRunState.Preparing, ct))
            {
                return;
            }

            some = await (from e in db.Set<Engagement>()
                          join p in db.Set<Person>() on e.PersonId equals p.Id
                          where e.Status == EngagementStatus.Enrolled && e.Sessions.Any(s => s.SessionYear == name)
                          orderby e.Numhus
                          select new Funded(e.Id, p.StudentNumber, e.Programme.Code, db.Set<PersonIdentifier>().Where(i => i.PersonId == p.Id && i.Kind == IdentifierKinds.SupportNumber).Select(i => i.Value).FirstOrDefault())).Take(Some).ToListAsync(ct);
        }

        await ByHandAsync(some, ct);
        await play.TellAsync(0.3, "Scholarships, sponsors and a fee status decided after the first run");
        await ByPostAsync(some, ct);
        await play.TellAsync(0.7, "Studentships, loans, stipends and balances told by other systems");
        await RunAsync(name, ct);
    }

    private async Task ByHandAsync(List<Funded> some, CancellationToken ct)
    {
        var begins = DemoYears.Begins(DemoYears.Newest);
        await using var db = await store.CreateDbContextAsync(ct);
        var done = await db.Set<FundingAward>().AnyAsync(a => a.Source == "SIS", ct);
        foreach (var (one, i) in some.Take(5).Select((e, i) => (e, i)).Where(_ => !done))
        {
            var change = Act("RecordFunding", i == 2 ? "Settled status not evidenced" : "Agreed by the funding panel", new DateOnly(2025, 3, 3), $"late-award-{i}");
            _ = i switch
            {
                0 or 3 => await funding.AwardAsync(Award(one, AwardKind.Scholarship, one.Programme.StartsWith("MSC", StringComparison.Ordinal) ? "ALUMNI" : "VC", "University of Wexmoor", null, begins), change, ct),
                2 => await funding.DecideFeeStatusAsync(new DecideFeeStatus(one.Engagement, FeeStatus.Overseas, begins), change, ct),
                _ => await funding.AwardAsync(Award(one, AwardKind.Sponsor, "HARBOURWORKS", "Harbour Works Ltd", 50, begins), change, ct),
            };
        }
    }

    private async Task ByPostAsync(List<Funded> some, CancellationToken ct)
    {
        var year = DemoYears.Name(DemoYears.Newest);
        var begins = DemoYears.Begins(DemoYears.Newest);
        await post.SendAsync("F040", "RP", "studentships-2024", some.Skip(5).Take(2).Select((s, i) => new DemoLetter("StudentshipAwarded", $"award-{i}", $"WX-RS-{i}/1",
            new StudentshipTold { Award = $"WX-RS-{i}", Student = Ref(s), Funder = "Coastal Research Council", CoverPercent = i == 0 ? 100 : 60, From = begins })), ct);
        await post.SendAsync("F036", "PAY", "stipends-2025-05", some.Skip(5).Take(3).Select((s, i) => new DemoLetter(i < 2 ? "StipendPaid" : "BursaryPaymentConfirmed", $"stipend-{i}", $"PAY-2025-05-{i}",
            new AidPaid { Student = Ref(s), Payment = $"PAY-2025-05-{i}", Authorisation = $"WX-RS-{i}", Scheme = i < 2 ? "Research stipend" : "Access bursary", Amount = i < 2 ? 1_580.50m : 500m, PaidOn = new DateOnly(2025, 5, 28) })), ct);
        var borrowers = some.Skip(8).Where(s => s.Support is not null).Take(8).ToList();
        await post.SendAsync("F050", "SLC", "entitlements-2024", borrowers.Select((s, i) => new DemoLetter("LoanEntitlementNotified", $"slc-e-{i}", $"{s.Support}/{year}/E{i}",
            new LoanMoneyTold { SupportNumber = s.Support!, AcademicYear = year, Notice = $"WX-E-{i}", NoticeOn = new DateOnly(2024, 10, 21), Amount = i % 3 == 2 ? 4_625m : 9_250m })), ct);
        await post.SendAsync("F050", "SLC", "overpayments-2025", borrowers.Take(1).Select(s => new DemoLetter("OverpaymentNotified", "slc-o-0", $"{s.Support}/{year}/O0",
            new LoanMoneyTold { SupportNumber = s.Support!, AcademicYear = year, Notice = "WX-O-0", NoticeOn = new DateOnly(2025, 5, 12), Amount = 312.40m })), ct);
        await post.SendAsync("F010", "FIN", "balances-2025-06-01", some.Take(8).Select((s, i) => new DemoLetter("BalanceSnapshot", $"balance-{i}", $"balance/{s.StudentNumber}",
            new BalanceSnapshot { Student = Ref(s), Owed = i * 125.25m, AsOf = new DateTimeOffset(2025, 6, 1, 3, 0, 0, TimeSpan.Zero) })), ct);
        await post.SendAsync("F007", "LIB", "library-2025-06-01", some.Skip(16).Take(3).Select((s, i) => new DemoLetter("LibraryObligationRaised", $"library-{i}", $"WX-LIB-{i}",
            new LibraryObligationRaised { Student = Ref(s), Obligation = $"WX-LIB-{i}", Reason = "Overdue short loan", RaisedOn = new DateOnly(2025, 5, 30), Amount = 7.5m + i })), ct);
    }

    private async Task RunAsync(string year, CancellationToken ct)
    {
        var change = Act("PrepareChargeRun", $"Awards and decisions since the first run of {year}", new DateOnly(2025, 6, 4), "charge-run-late");
        ChargeRun? run;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            run = await db.Set<ChargeRun>().SingleOrDefaultAsync(r => r.AcademicYear == year && r.Number == 2, ct);
            if (run is null)
            {
                run = new ChargeRun(year, 2, change.Caller.Name, change.At);
                db.Add(run);
                await db.SaveAsync(change, ct);
            }
        }

        await gathering.GatherAsync(run.Id, change, null, (_, _, _) => Task.CompletedTask, ct);
    }

    private static PersonRef Ref(Funded one) => new("SIS", one.StudentNumber);

    private static GiveAward Award(Funded to, AwardKind kind, string code, string payer, decimal? percent, DateOnly from) =>
        new() { EngagementId = to.Engagement, Kind = kind, Terms = new AwardTerms { Code = code, Payer = payer, Percent = percent, From = from } };

    private ChangeContext Act(string act, string reason, DateOnly day, string correlation) => clock.Act(DemoActors.Fees, act, reason, day) with { CorrelationId = correlation };

    private sealed record Funded(long Engagement, string StudentNumber, string Programme, string? Support);
}
