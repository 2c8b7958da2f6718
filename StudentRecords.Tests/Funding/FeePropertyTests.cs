using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>Whatever happened on the way, what stands is what a fresh look at the end would charge; and nothing was ever edited.</summary>
public sealed class FeePropertyTests : IDisposable
{
    private static readonly DateOnly Start = new(2023, 10, 1);
    private static readonly string[] Acts = ["confirm", "withdraw", "interrupt", "return", "scholarship", "sponsor", "end award", "fee status"];

    private readonly TestRegistry registry = new();
    private readonly FeeScene scene;

    public FeePropertyTests() => scene = new(registry);

    [Fact]
    public void AnySequenceOfJourneysAndCorrections_LeavesChargesThatSumToAFreshAssessment() => Prop
        .ForAll(Arb.From(Histories()), history => Task.Run(() => HoldsAsync(history)).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    public void Dispose() => registry.Dispose();

    private static Gen<(string Act, int Day, int Choice)[]> Histories() =>
        from length in Gen.Choose(1, 9)
        from steps in (from act in Gen.Elements(Acts) from day in Gen.Choose(0, 300) from choice in Gen.Choose(0, 2) select (act, day, choice)).ArrayOf(length)
        select ((string, int, int)[])[("confirm", 0, 0), .. steps];

    private async Task HoldsAsync((string Act, int Day, int Choice)[] history)
    {
        var engagement = await scene.ExpectedAsync();
        Dictionary<long, decimal> seen = [];
        foreach (var (act, day, choice) in history)
        {
            registry.Clock.Advance(TimeSpan.FromMinutes(1));
            await DoAsync(engagement, act, Start.AddDays(day), choice);
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
    private async Task DoAsync(Engagement engagement, string act, DateOnly day, int choice)
    {
        var (enrolments, funding) = (registry.Get<EnrolmentService>(), registry.Get<FundingService>());
        var (officer, fees) = (registry.As(Role.RegistryOfficer), registry.As(Role.FeesOfficer));
        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        TakeStep Step(EnrolmentStep step) => new() { Step = step, EngagementId = engagement.Id, Version = version, EffectiveOn = day, EndReason = "11" };
        AwardTerms Terms(string code) => new() { Code = code, Payer = code, From = day, Percent = code == "VC" ? null : 25 * (choice + 1) };
        switch (act)
        {
            case "confirm": await enrolments.TakeAsync(Step(EnrolmentStep.Confirm), officer); break;
            case "withdraw": await enrolments.TakeAsync(Step(EnrolmentStep.Withdraw), officer); break;
            case "interrupt": await enrolments.TakeAsync(Step(EnrolmentStep.Interrupt), officer); break;
            case "return": await enrolments.TakeAsync(Step(EnrolmentStep.Return), officer); break;
            case "scholarship": await funding.AwardAsync(new GiveAward { EngagementId = engagement.Id, Kind = AwardKind.Scholarship, Terms = Terms("VC") }, fees); break;
            case "sponsor": await funding.AwardAsync(new GiveAward { EngagementId = engagement.Id, Kind = AwardKind.Sponsor, Terms = Terms("EMPLOYER") }, fees); break;
            case "fee status": await funding.DecideFeeStatusAsync(new DecideFeeStatus(engagement.Id, choice == 1 ? FeeStatus.Home : FeeStatus.Overseas, day), fees); break;
            default:
                if (await registry.ReadAsync(db => db.Set<FundingAward>().Where(a => a.EngagementId == engagement.Id && a.To == null).OrderBy(a => a.Id).FirstOrDefaultAsync()) is { } award)
                {
                    await funding.EndAwardAsync(new EndAward(award.Id, award.Version, day), fees);
                }

                break;
        }
    }
}
