using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Who may graduate, ceremonies with their seats, and their lists.</summary>
public sealed class GraduationTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private CeremonyService Ceremonies => registry.Get<CeremonyService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Award_IsEligible_OnceItIsRatifiedAndReleased()
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80));
        Assert.Empty((await board.DecideAsync(await board.CandidateAsync(0), new(Domain.Assessment.Awards.AwardCode.Award, GraduationScene.Award, "First", "The board awards"))).Refusals);
        Assert.Empty((await Awards()).Rows);

        Assert.Empty((await board.RatifyAsync()).Refusals);
        var held = Assert.Single((await Awards()).Rows);
        Assert.Equal((GraduationStep.Obstructed, "NOT_RELEASED"), (held.Step, Assert.Single(held.InTheWay).Code));

        registry.Clock.Advance(TimeSpan.FromDays(8));
        var row = Assert.Single((await Awards()).Rows);
        Assert.Equal((GraduationStep.Eligible, GraduationScene.Award, "First", "BSC-AWD"), (row.Step, row.Award, row.Class, row.Programme));
    }

    [Theory]
    [InlineData("Finance", Role.FeesOfficer)]
    [InlineData("Library", Role.RegistryOfficer)]
    [InlineData("Academic Integrity", Role.AcademicIntegrityOfficer)]
    public async Task HoldOnGraduation_OfEachOffice_StandsInTheWayUntilItIsReleased(string office, Role clears)
    {
        var scene = await GraduationScene.AwardedAsync(registry, students: 1);
        var holds = registry.Get<HoldService>();
        var placed = await holds.PlaceAsync(new PlaceHold { PersonId = scene.Board.Engagements[0].PersonId, Source = office, Reason = "Something is owed", HowToClear = "Settle it.", Blocks = Blocks.Graduation }, registry.As(Role.RegistryManager));

        var obstacle = Assert.Single(Assert.Single(await scene.RowsAsync()).InTheWay);
        Assert.Equal("HOLD", obstacle.Code);
        Assert.Contains($"{office} has placed a hold", obstacle.Sentence, StringComparison.Ordinal);
        Assert.Equal("NOBODY_ELIGIBLE", Assert.Single((await scene.ListAllAsync()).Refusals).Code);
        Assert.Equal("HOLD", Assert.Single((await scene.ListAsync(0)).Refusals).Code);

        Assert.Empty((await holds.ReleaseAsync(new ReleaseHold { HoldId = placed.Value, Version = await registry.ReadAsync(db => db.Set<Hold>().Where(h => h.Id == placed.Value).Select(h => h.Version).SingleAsync()) }, registry.As(clears))).Refusals);
        Assert.Equal(1, (await scene.ListAllAsync()).Value);
    }

    [Fact]
    public async Task HoldOnSomethingElse_DoesNotStandInTheWay()
    {
        var scene = await GraduationScene.AwardedAsync(registry, students: 1);
        await registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = scene.Board.Engagements[0].PersonId, Source = "Finance", Reason = "Fees", HowToClear = "Pay.", Blocks = Blocks.Enrolment | Blocks.Registration }, registry.As(Role.RegistryManager));

        Assert.Equal(GraduationStep.Eligible, Assert.Single(await scene.RowsAsync()).Step);
    }

    [Fact]
    public async Task PutOnList_BeyondTheSeats_IsRefused_AndNobodyIsPutOnIt()
    {
        var scene = await GraduationScene.AwardedAsync(registry, students: 2, capacity: 1);

        Assert.Equal("CEREMONY_FULL", Assert.Single((await scene.ListAllAsync()).Refusals).Code);
        Assert.Equal(0, (await registry.Get<GraduationQueries>().CeremonyAsync(scene.CeremonyId, GraduationScene.Officer))!.Listed);
        Assert.Equal(1, (await scene.ListAsync(0)).Value);
        Assert.Equal("CEREMONY_FULL", Assert.Single((await scene.ListAsync(1)).Refusals).Code);
    }

    [Fact]
    public async Task PutOnList_Twice_IsRefused_AndSomebodyTakenOffComesFree()
    {
        var scene = await GraduationScene.ListedAsync(registry);
        Assert.Equal("ALREADY_LISTED", Assert.Single((await scene.ListAsync(0, await scene.PlanAsync(title: "Another"))).Refusals).Code);
        var place = (await scene.RowsAsync()).First(r => r.PersonId == scene.Board.Engagements[0].PersonId).GraduandId!.Value;

        Assert.Empty((await Ceremonies.TakeOffAsync(place, registry.As(GraduationScene.Officer) with { Reason = "Cannot come" })).Refusals);
        Assert.Equal("NOT_LISTED", Assert.Single((await Ceremonies.TakeOffAsync(place, registry.As(GraduationScene.Officer))).Refusals).Code);
        Assert.Equal(1, (await scene.ListAsync(0)).Value);
    }

    [Fact]
    public async Task CallOff_FreesTheGraduands_AndClosesTheList()
    {
        var scene = await GraduationScene.ListedAsync(registry);

        Assert.Empty((await Ceremonies.CallOffAsync(scene.CeremonyId, registry.As(GraduationScene.Officer) with { Reason = "The hall is flooded" })).Refusals);

        Assert.All(await scene.RowsAsync(), r => Assert.Equal(GraduationStep.Eligible, r.Step));
        Assert.Equal("CEREMONY_CALLED_OFF", Assert.Single((await scene.ListAllAsync()).Refusals).Code);
        Assert.Equal(["CEREMONY_CALLED_OFF", "LIST_EMPTY"], (await scene.ConferAsync()).Refusals.Select(r => r.Code).Order());
        Assert.Equal(CeremonyState.CalledOff, Assert.Single((await registry.Get<GraduationQueries>().CeremoniesAsync(new TableQuery(), GraduationScene.Officer)).Rows).State);
    }

    [Fact]
    public async Task Plan_WithoutNameDayPlaceAndSeats_SaysAllOfThem()
    {
        var refused = await Ceremonies.PlanAsync(new PlanCeremony { Title = " ", HeldOn = null }, registry.As(GraduationScene.Officer));

        Assert.Equal(["CAPACITY_MISSING", "DAY_MISSING", "PLACE_MISSING", "TITLE_MISSING"], refused.Refusals.Select(r => r.Code).Order());
        Assert.Equal(["DAY_MISSING", "TITLE_MISSING"], (await Ceremonies.PlanAsync(new PlanCeremony { Title = " ", HeldOn = null, InAbsentia = true }, registry.As(GraduationScene.Officer))).Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task WhoMayNotDecideOnGraduation_ConfersNothing()
    {
        var scene = await GraduationScene.ListedAsync(registry);
        var request = new ConferAwards { CeremonyId = scene.CeremonyId, ConferredOn = scene.Day };

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<ConfermentService>().ConferAsync(request, registry.As(GraduationScene.Officer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<ConfermentService>().PreviewAsync(request, registry.As(Role.ExamBoardSecretary)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Ceremonies.CallOffAsync(scene.CeremonyId, registry.As(Role.ExamBoardSecretary)));
    }

    private Task<TablePage<GraduandRow>> Awards() => registry.Get<GraduationQueries>().AwardsAsync(new TableQuery(), GraduationScene.Officer);
}
