using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Registration;

public sealed class WaitingListTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ChoiceScene scene;

    public WaitingListTests() => scene = new(registry);

    [Fact]
    public async Task Join_WhereAPlaceIsFreeOrNoListIsKept_IsRefused()
    {
        var (one, two, open) = (await scene.StudentAsync(), await scene.StudentAsync(), await scene.LimitedAsync("AAA-2023A", 1));
        var without = await registry.Given.OccurrenceAsync("BBB-2023A", o => o.Places(0));

        Assert.Equal(["PLACE_FREE"], (await scene.WaitAsync(one, open)).Refusals.Select(r => r.Code));
        Assert.Equal(["NO_WAITING_LIST"], (await scene.WaitAsync(one, without)).Refusals.Select(r => r.Code));
        await scene.RegisterAsync(one, open);
        Assert.Equal(1, (await scene.WaitAsync(two, open)).Value);
        Assert.Equal(["ALREADY_WAITING"], (await scene.WaitAsync(two, open)).Refusals.Select(r => r.Code));
        Assert.Equal(["ALREADY_REGISTERED"], (await scene.WaitAsync(one, open)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task APlaceThatBecomesFree_GoesToTheFirstInTheLine_InTheSameChange()
    {
        var (module, students) = await FullAsync(3);

        await scene.DropAsync(students[0], module);

        Assert.Equal([students[1].Id], await scene.OnAsync(module));
        Assert.Equal([students[2].Id], await scene.LineAsync(module));
        Assert.Equal(["F012 NotificationIssued", "F003 ModuleRegistrationChanged", "F012 NotificationIssued"], await scene.ToldAsync(students[1]));
        var acts = await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == students[1].PersonId).OrderByDescending(e => e.Sequence).Select(e => e.Act + ": " + e.Reason).FirstAsync());
        Assert.StartsWith("GivePlace: A place on AAA-2023A became free", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoLeavesTheProgramme_WaitsNoMore()
    {
        var (module, students) = await FullAsync(3);
        await WithdrawAsync(students[1], registry.Clock.Today);
        Assert.Equal([students[2].Id], await scene.LineAsync(module));
    }

    [Fact]
    public async Task WhoLeavesTheProgramme_FreesThePlaceForTheFirstInTheLine()
    {
        var (module, students) = await FullAsync(2);
        // the module still runs when the student leaves it
        await WithdrawAsync(students[0], new DateOnly(2024, 5, 1));
        Assert.Equal([students[1].Id], await scene.OnAsync(module));
    }

    [Fact]
    public async Task WhoMayNotHaveThePlace_IsPassedOver_KeepsTheirPlace_AndGetsOneWhenNothingStandsInTheWay()
    {
        var (module, students) = await FullAsync(3);
        var hold = (await registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = students[1].PersonId, Source = "Finance", Reason = "Fees owed", HowToClear = "Pay them.", Blocks = Blocks.Registration }, registry.As(Role.FeesOfficer))).Value;

        await scene.DropAsync(students[0], module);
        Assert.Equal([students[2].Id], await scene.OnAsync(module));
        Assert.Contains("Fees owed", (await registry.ReadAsync(db => db.Set<WaitingEntry>().SingleAsync(w => w.PersonId == students[1].PersonId))).PassedOverFor, StringComparison.Ordinal);

        await scene.DropAsync(students[2], module);
        Assert.Empty(await scene.OnAsync(module));
        var version = await registry.ReadAsync(db => db.Set<Hold>().Where(h => h.Id == hold).Select(h => h.Version).SingleAsync());
        await registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold, Version = version }, registry.As(Role.FeesOfficer));
        Assert.Equal([students[1].Id], await scene.OnAsync(module));
    }

    [Fact]
    public async Task MorePlaces_AreGivenAtOnce_AndFewerTakeNobodysAway()
    {
        var (module, students) = await FullAsync(4);

        Assert.Empty((await SetAsync(module, 3)).Refusals);
        Assert.Equal(students[..3].Select(s => s.Id), await scene.OnAsync(module));
        Assert.Empty((await SetAsync(module, 1)).Refusals);
        Assert.Equal(3, (await scene.OnAsync(module)).Count);
        Assert.Equal([students[3].Id], await scene.LineAsync(module));
    }

    [Fact]
    public async Task PlacesBelowNothing_AndAListWithSomebodyInIt_AreRefusedForBoth()
    {
        var (module, _) = await FullAsync(2);
        Assert.Equal(["HasWaitingList", "Places"], (await SetAsync(module, -1, list: false)).Refusals.Select(r => r.Field).Order());
        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await SetAsync(module, 5, version: 0)).Refusals).Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Lists.SetPlacesAsync(new SetPlaces { OccurrenceId = module.Id, Version = 1 }, registry.As(Role.RegistryOfficer)));
    }

    [Fact]
    public async Task WhoLeavesTheLine_IsNotInIt_AndCannotLeaveTwice()
    {
        var (module, students) = await FullAsync(2);
        Assert.Empty((await scene.Lists.LeaveAsync(ChoiceScene.Place(students[1], module), registry.As(ChoiceScene.Olga))).Refusals);
        Assert.Equal("NOT_WAITING", Assert.Single((await scene.Lists.LeaveAsync(ChoiceScene.Place(students[1], module), registry.As(ChoiceScene.Olga))).Refusals).Code);
        await scene.DropAsync(students[0], module);
        Assert.Empty(await scene.OnAsync(module));
    }

    [Fact]
    public async Task WaitingCostsNobodyThePlace_WhenTheDeadlinePassesMeanwhile()
    {
        var (module, students) = await FullAsync(2, o => o.OpenBetween(null, registry.Clock.Today));
        registry.Clock.Advance(TimeSpan.FromDays(5));

        await scene.DropAsync(students[0], module);

        Assert.Equal([students[1].Id], await scene.OnAsync(module));
    }

    public void Dispose() => registry.Dispose();

    /// <summary>One place, taken by the first; the others wait in order.</summary>
    private async Task<(ModuleOccurrence Module, Engagement[] Students)> FullAsync(int students, Action<ModuleOccurrence>? also = null)
    {
        var module = await scene.LimitedAsync("AAA-2023A", 1, also);
        var all = new Engagement[students];
        for (var i = 0; i < students; i++)
        {
            all[i] = await scene.StudentAsync();
            Assert.Empty((i == 0 ? await scene.RegisterAsync(all[i], module) : await scene.WaitAsync(all[i], module)).Refusals);
        }

        return (module, all);
    }

    private async Task WithdrawAsync(Engagement student, DateOnly day)
    {
        var leaves = new EnrolmentScene(registry);
        Assert.Empty((await leaves.Service.TakeAsync(await leaves.StepAsync(student, EnrolmentStep.Withdraw, day, "11"), registry.As(ChoiceScene.Olga))).Refusals);
    }

    private async Task<Domain.Outcome> SetAsync(ModuleOccurrence module, int? places, bool list = true, long? version = null)
    {
        var now = version ?? await registry.ReadAsync(db => db.Set<ModuleOccurrence>().Where(o => o.Id == module.Id).Select(o => o.Version).SingleAsync());
        return await scene.Lists.SetPlacesAsync(new SetPlaces { OccurrenceId = module.Id, Version = now, Places = places, HasWaitingList = list }, registry.As(ChoiceScene.Martin));
    }
}
