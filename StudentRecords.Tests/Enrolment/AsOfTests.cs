using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.AsOf;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>The record as of a day and as known at a moment, against a log of what the rows themselves said at that moment.</summary>
public sealed class AsOfTests
{
    private static readonly DateOnly First = new(2023, 10, 1);
    private static readonly DateOnly[] Days = [.. new[] { -30, 0, 20, 60, 100, 150, 220 }.Select(First.AddDays)];
    private static readonly Caller Everybody = TestRegistry.Caller(Role.RegistryManager);

    [Fact]
    public void AsOfAndAsKnownOn_AgreeWithALogReplayedToThatMoment() => Prop
        .ForAll(Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(8)), seeds => Task.Run(() => AgreesAsync(seeds)).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    [Fact]
    public async Task ThePage_SaysWhoSaidSoAndWhy()
    {
        using var registry = new TestRegistry();
        var scene = new EnrolmentScene(registry);
        var (engagement, occurrence) = await scene.ChargedAsync();
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 2, 1), "11"), registry.As(EnrolmentScene.Olga) with { Reason = "Wrote to us" });

        var found = (await registry.Get<AsOfQueries>().OfAsync(engagement.PersonId, new DateOnly(2024, 3, 1), registry.Clock.Now, Everybody))!;

        var one = Assert.Single(found.Engagements);
        Assert.Equal((EngagementStatus.Withdrawn, "olga.officer", "Wrote to us"), (one.Status, one.Told!.Actor, one.Told.Reason));
        Assert.Empty(one.Registrations);
        var before = (await registry.Get<AsOfQueries>().OfAsync(engagement.PersonId, new DateOnly(2023, 12, 1), registry.Clock.Now, Everybody))!;
        Assert.Equal(occurrence.Key, Assert.Single(before.Engagements[0].Registrations).Occurrence);
        Assert.Equal("2023/24", before.Engagements[0].Session!.SessionYear);
    }

    [Fact]
    public async Task SomebodyOfAnotherProgramme_IsNotShown()
    {
        using var registry = new TestRegistry();
        var engagement = await new EnrolmentScene(registry).EngagementAsync(enrolled: true);
        var caller = new Caller("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, new Scope(ScopeKind.Programme, "HIST"))]);

        Assert.Null(await registry.Get<AsOfQueries>().OfAsync(engagement.PersonId, First, registry.Clock.Now, caller));
    }

    private static async Task<bool> AgreesAsync(int[] seeds)
    {
        using var registry = new TestRegistry();
        var scene = new EnrolmentScene(registry);
        var (engagement, _) = await scene.ChargedAsync();
        List<(DateTimeOffset At, string Picture)> log = [(registry.Clock.Now, await NowAsync(registry, engagement))];
        foreach (var seed in seeds)
        {
            registry.Clock.Advance(TimeSpan.FromHours(1 + (seed % 50)));
            await ActAsync(registry, scene, engagement, new Random(seed));
            log.Add((registry.Clock.Now, await NowAsync(registry, engagement)));
        }

        foreach (var (at, picture) in log)
        {
            Assert.Equal(picture, await ThenAsync(registry, engagement, at));
        }

        return true;
    }

    /// <summary>Some step, correction or hold; what is refused changes nothing, and that is as good.</summary>
    private static async Task ActAsync(TestRegistry registry, EnrolmentScene scene, Engagement engagement, Random random)
    {
        var day = First.AddDays(random.Next(0, 200));
        var now = await scene.NowAsync(engagement);
        var standing = StatusHistory.Standing(now.Statuses);
        if (random.Next(4) == 0)
        {
            await registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = engagement.PersonId, Source = "Registry", Reason = $"Reason {random.Next(99)}", HowToClear = "Come by.", Blocks = Blocks.Graduation }, registry.As(Role.RegistryManager));
        }
        else if (random.Next(3) == 0)
        {
            var entry = standing[random.Next(standing.Count)];
            await scene.Service.CorrectAsync(new CorrectStep { EngagementId = engagement.Id, Version = now.Version, Place = entry.Place, NewDay = random.Next(2) == 0 ? null : day }, registry.As(EnrolmentScene.Olga));
        }
        else if (StatusTable.From(now.Status).Where(s => s is not (EnrolmentStep.Transfer or EnrolmentStep.Complete)).ToList() is { Count: > 0 } steps)
        {
            await scene.Service.TakeAsync(await scene.StepAsync(engagement, steps[random.Next(steps.Count)], day, "11"), registry.As(EnrolmentScene.Olga));
        }
    }

    /// <summary>What the rows say now, asked of them directly.</summary>
    private static Task<string> NowAsync(TestRegistry registry, Engagement engagement) => registry.ReadAsync(async db =>
    {
        var now = await db.Set<Engagement>().Include(e => e.Statuses).Include(e => e.Sessions).SingleAsync(e => e.Id == engagement.Id);
        var registrations = await db.Set<ModuleRegistration>().Include(r => r.Occurrence).Where(r => r.EngagementId == engagement.Id).ToListAsync();
        var holds = await db.Set<Hold>().Where(h => h.PersonId == engagement.PersonId).ToListAsync();
        return string.Join('\n', Days.Select(day => Picture(day,
            StatusHistory.Standing(now.Statuses).LastOrDefault(s => s.EffectiveOn <= day)?.Status,
            now.Sessions.Where(s => s.Start <= day && day <= (s.End ?? s.ExpectedEnd)).MaxBy(s => s.Start)?.SessionYear,
            registrations.Where(r => r.RegisteredOn <= day && (r.Status == RegistrationStatus.Registered || r.WithdrawnOn > day)).Select(r => r.Occurrence.Key),
            holds.Where(h => h.PlacedOn <= day && (h.ReleasedOn is null || h.ReleasedOn > day)).Select(h => h.Reason))));
    });

    /// <summary>What the page says of that moment.</summary>
    private static async Task<string> ThenAsync(TestRegistry registry, Engagement engagement, DateTimeOffset at)
    {
        List<string> pictures = [];
        foreach (var day in Days)
        {
            var found = (await registry.Get<AsOfQueries>().OfAsync(engagement.PersonId, day, at, Everybody))!;
            var one = Assert.Single(found.Engagements);
            pictures.Add(Picture(day, one.Status, one.Session?.SessionYear, one.Registrations.Select(r => r.Occurrence), found.Holds.Select(h => h.Reason)));
        }

        return string.Join('\n', pictures);
    }

    private static string Picture(DateOnly day, EngagementStatus? status, string? session, IEnumerable<string> modules, IEnumerable<string> holds) =>
        $"{day:yyyy-MM-dd} {status} {session} [{string.Join(',', modules.Order(StringComparer.Ordinal))}] [{string.Join(',', holds.Order(StringComparer.Ordinal))}]";
}
