using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Support;
using Outcome = StudentRecords.Domain.Outcome;

namespace StudentRecords.Tests.Funding;

/// <summary>Whatever happened on the way, what stands is what a fresh look at the end would charge; and nothing was ever edited.</summary>
public sealed class FeePropertyTests : IDisposable
{
    private static readonly DateOnly Start = new(2023, 10, 1);
    private static readonly string[] Acts =
    [
        "confirm", "withdraw", "interrupt", "return", "no-show", "complete", "re-enrol", "transfer", "transfer", "correct", "correct", "correct",
        "register", "register", "register", "swap", "drop", "drop", "scholarship", "sponsor", "end award", "fee status",
    ];

    /// <summary>A history of which no act is refused: modules before and after a change of mode, another programme, and an ending that is corrected twice.</summary>
    private static readonly (string Act, int Day, int Choice)[] Known =
    [
        ("confirm", 0, 0), ("register", 5, 0), ("transfer", 20, 0), ("register", 25, 1), ("swap", 30, 0), ("sponsor", 0, 1), ("drop", 40, 0), ("scholarship", 50, 0), ("transfer", 60, 1),
        ("fee status", 70, 0), ("withdraw", 100, 0), ("correct", 150, 1), ("correct", 150, 0), ("interrupt", 160, 0), ("return", 170, 0), ("end award", 180, 0), ("re-enrol", 0, 0),
    ];

    /// <summary>Acts that were not refused: a property that only ever refuses proves nothing.</summary>
    private readonly HashSet<string> taken = [];

    private readonly TestRegistry registry = new();
    private readonly FeeScene scene;

    public FeePropertyTests() => scene = new(registry);

    /// <summary>Of modules in the first year; histories register on them, swap and drop them.</summary>
    private readonly List<ModuleOccurrence> modules = [];

    [Fact]
    public async Task AnySequenceOfJourneysAndCorrections_LeavesChargesThatSumToAFreshAssessment()
    {
        await scene.ProgrammeAsync();
        var other = await registry.Given.ProgrammeAsync("BSC-HI");
        var dearer = FeeScene.Terms.Replace("9000", "9900", StringComparison.Ordinal).Replace("75", "80", StringComparison.Ordinal);
        await registry.SaveAsync(db => db.Add(new FeeRule { ProgrammeCode = other.Code, FromYear = "2020/21", RuleVersion = 1, Title = "Fees", Clauses = dearer }));
        foreach (var key in new[] { "AAA-2023A", "BBB-2023A", "CCC-2023A" })
        {
            modules.Add(await registry.Given.OccurrenceAsync(key, o => o.Worth(30m)));
        }

        await HoldsAsync(Known);
        Assert.Superset(Known.Select(k => k.Act).ToHashSet(), taken);

        Prop.ForAll(Arb.From(Histories()), history => Task.Run(() => HoldsAsync(history)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(36));
    }

    public void Dispose() => registry.Dispose();

    private static Gen<(string Act, int Day, int Choice)[]> Histories() =>
        from length in Gen.Choose(4, 12)
        from steps in (from act in Gen.Elements(Acts) from day in Gen.Choose(0, 300) from choice in Gen.Choose(0, 5) select (act, day, choice)).ArrayOf(length)
        select ((string, int, int)[])[("confirm", 0, 0), .. steps];

    private async Task HoldsAsync((string Act, int Day, int Choice)[] history)
    {
        var engagement = await scene.ExpectedAsync();
        Dictionary<long, decimal> seen = [];
        foreach (var (act, day, choice) in history)
        {
            registry.Clock.Advance(TimeSpan.FromMinutes(1));
            if ((await DoAsync(engagement, act, Start.AddDays(day), choice)).Succeeded)
            {
                taken.Add(act);
            }

            var charges = await scene.ChargesAsync(engagement);
            Assert.All(seen, s => Assert.Equal(s.Value, charges.Single(c => c.Id == s.Key).Amount));
            seen = charges.ToDictionary(c => c.Id, c => c.Amount);
        }

        var held = await scene.ChargesAsync(engagement);
        var fresh = await scene.FreshAsync(engagement);
        Assert.Equal(fresh.Sum(l => l.Amount), held.Sum(c => c.Amount));
        Assert.Equal(
            fresh.Select(l => (l.AcademicYear, l.Element, l.Sponsor, l.Amount)).OrderBy(l => l.ToString()),
            ChargeDifference.Standing(held).Select(c => (c.AcademicYear, c.Element, c.Sponsor, c.Amount)).OrderBy(c => c.ToString()));
        Assert.All(held.Where(c => c.ReversesId is not null), c => Assert.Equal(-held.Single(o => o.Id == c.ReversesId).Amount, c.Amount));
    }

    /// <summary>Steps that the rules refuse are part of a history too: they change nothing.</summary>
    private async Task<Outcome> DoAsync(Engagement engagement, string act, DateOnly day, int choice)
    {
        var (enrolments, funding) = (registry.Get<EnrolmentService>(), registry.Get<FundingService>());
        var (manager, fees) = (registry.As(Role.RegistryManager), registry.As(Role.FeesOfficer));
        var now = await registry.ReadAsync(db => db.Set<Engagement>().Include(e => e.Statuses).AsNoTracking().SingleAsync(e => e.Id == engagement.Id));
        Task<Outcome> Step(EnrolmentStep step) => enrolments.TakeAsync(new TakeStep { Step = step, EngagementId = now.Id, Version = now.Version, EffectiveOn = day, EndReason = "11" }, manager);
        Task<Outcome> Give(AwardKind kind, string code) => funding.AwardAsync(
            new GiveAward { EngagementId = now.Id, Kind = kind, Terms = new AwardTerms { Code = code, Payer = code, From = day, Percent = code == "VC" ? null : 25 * ((choice % 3) + 1) } }, fees);
        return act switch
        {
            "confirm" => await Step(EnrolmentStep.Confirm),
            "withdraw" => await Step(EnrolmentStep.Withdraw),
            "interrupt" => await Step(EnrolmentStep.Interrupt),
            "return" => await Step(EnrolmentStep.Return),
            "no-show" => await Step(EnrolmentStep.NoShow),
            "complete" => await Step(EnrolmentStep.Complete),
            "transfer" => await enrolments.TakeAsync(Transfer(now, day, choice), manager),
            "re-enrol" => await registry.Get<EngagementService>().ReEnrolAsync(new ReEnrol { EngagementId = now.Id, Version = now.Version, Year = "2024/25" }, manager),
            "correct" => await enrolments.CorrectAsync(Correction(now, day, choice), manager),
            "register" or "swap" or "drop" => await MoveAsync(now, act, day, choice),
            "scholarship" => await Give(AwardKind.Scholarship, "VC"),
            "sponsor" => await Give(AwardKind.Sponsor, "EMPLOYER"),
            "fee status" => await funding.DecideFeeStatusAsync(new DecideFeeStatus(now.Id, choice % 2 == 1 ? FeeStatus.Home : FeeStatus.Overseas, day), fees),
            _ => await registry.ReadAsync(db => db.Set<FundingAward>().Where(a => a.EngagementId == now.Id && a.To == null).OrderBy(a => a.Id).FirstOrDefaultAsync()) is { } award
                ? await funding.EndAwardAsync(new EndAward(award.Id, award.Version, day), fees)
                : Outcome.Refused("NOTHING_TO_END", "No award runs."),
        };
    }

    /// <summary>To the other programme, to part time, or back.</summary>
    private static TakeStep Transfer(Engagement now, DateOnly day, int choice) => new()
    {
        Step = EnrolmentStep.Transfer, EngagementId = now.Id, Version = now.Version, EffectiveOn = day,
        Mode = choice % 2 == 0 ? (now.Mode == "01" ? "31" : "01") : null, Programme = choice % 3 == 0 ? null : choice > 3 ? "BSC-CS" : "BSC-HI",
    };

    /// <summary>One of the standing steps, given another day or taken back.</summary>
    private static CorrectStep Correction(Engagement now, DateOnly day, int choice)
    {
        var standing = StatusHistory.Standing(now.Statuses);
        var entry = choice < 4 ? standing[^1] : standing[choice % standing.Count];
        return new CorrectStep { EngagementId = now.Id, Version = now.Version, Place = entry.Place, NewDay = choice % 2 == 0 ? null : day };
    }

    /// <summary>With the right to set the rules aside: what is charged must not hang on what is wise.</summary>
    private async Task<Outcome> MoveAsync(Engagement now, string act, DateOnly day, int choice)
    {
        var held = await registry.ReadAsync(db => db.Set<ModuleRegistration>().Where(r => r.EngagementId == now.Id && r.Status == RegistrationStatus.Registered).OrderBy(r => r.Id).Select(r => r.OccurrenceId).ToListAsync());
        long[] leaving = act == "register" || held.Count == 0 ? [] : [held[choice % held.Count]];
        long[] wanted = act == "drop" ? [] : [.. modules.Select(m => m.Id).Except(held).Skip(choice % 2).Take(1)];
        return await registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = now.Id, Wanted = wanted, Leaving = leaving, On = Earlier(day, registry.Clock.Today), SetsRulesAside = true }, registry.As(Role.RegistryManager));
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
