using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Registration;

public sealed class RegistrationServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ChoiceScene scene;

    public RegistrationServiceTests() => scene = new(registry);

    [Fact]
    public async Task Register_IsRecordedChargedAndToldToTimetabling()
    {
        var (student, module) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync());
        await ChargeAsync();

        Assert.Empty((await scene.RegisterAsync(student, module)).Refusals);

        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync());
        Assert.Equal((registry.Clock.Today, registry.Clock.Now, 1), (registration.RegisteredOn!.Value, registration.RecordedAt!.Value, registration.Attempt));
        Assert.Equal(600m, (await registry.ReadAsync(db => db.Set<FeeCharge>().SingleAsync())).Amount);
        // Finance hears of the charge with the next charge run
        Assert.Equal(["F003 ModuleRegistrationChanged"], await scene.ToldAsync(student));
    }

    [Fact]
    public async Task Preview_SaysWhatTheMoveDoes_AndSavesNothing()
    {
        var (one, two, module) = (await scene.StudentAsync(), await scene.StudentAsync(), await scene.LimitedAsync("AAA-2023A", 1));
        var other = await registry.Given.OccurrenceAsync("BBB-2023A");
        await ChargeAsync();
        await scene.RegisterAsync(one, module);
        await scene.WaitAsync(two, module);

        var effects = await scene.Desk.PreviewAsync(ChoiceScene.Move(one, [other], [module]), registry.As(ChoiceScene.Olga));

        Assert.Equal("BBB-2023A", Assert.Single(effects.ModulesTaken));
        Assert.Equal("AAA-2023A", Assert.Single(effects.ModulesLeft));
        Assert.Equal("AAA-2023A", Assert.Single(effects.PlacesGiven).Occurrence);
        Assert.Equal([600m, 600m], effects.Charges.Select(c => c.Amount));
        Assert.Contains(effects.Told, t => t is { Flow: "F012", Type: "NotificationIssued" });
        Assert.Equal([one.Id], await scene.OnAsync(module));
        Assert.Equal([two.Id], await scene.LineAsync(module));
    }

    [Fact]
    public async Task Swap_GivesOneUpAndTakesTheOther_InOneChange()
    {
        var (student, from, to) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync("AAA-2023A"), await registry.Given.OccurrenceAsync("BBB-2023A"));
        await scene.RegisterAsync(student, from);

        Assert.Empty((await scene.SwapAsync(student, from, to)).Refusals);

        Assert.Empty(await scene.OnAsync(from));
        Assert.Equal([student.Id], await scene.OnAsync(to));
    }

    [Fact]
    public async Task ASwapThatIsRefused_LeavesBothAsTheyWere()
    {
        var (one, two, from, full) = (await scene.StudentAsync(), await scene.StudentAsync(), await registry.Given.OccurrenceAsync("AAA-2023A"), await scene.LimitedAsync("BBB-2023A", 1));
        await scene.RegisterAsync(one, from);
        await scene.RegisterAsync(two, full);

        Assert.Equal(["FULL"], (await scene.SwapAsync(one, from, full)).Refusals.Select(r => r.Code));

        Assert.Equal([one.Id], await scene.OnAsync(from));
        Assert.Equal(2, (await registry.ReadAsync(db => db.Set<OutboxMessage>().CountAsync())));
    }

    [Fact]
    public async Task WhoGaveAModuleUp_MayComeBackToIt()
    {
        var (student, module) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync());
        await scene.RegisterAsync(student, module);
        await scene.DropAsync(student, module);

        Assert.Empty((await scene.RegisterAsync(student, module)).Refusals);

        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync());
        Assert.Equal((RegistrationStatus.Registered, null), (registration.Status, registration.WithdrawnOn));
        Assert.Equal(3, (await scene.ToldAsync(student)).Count(t => t.StartsWith("F003", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RetiredModuleAndMissingPrerequisite_AreRefusedForBothAndSavedNowhere()
    {
        var student = await scene.StudentAsync();
        var module = await RetiredAsync();

        var outcome = await scene.RegisterAsync(student, module);

        Assert.Equal(["PREREQUISITE_MISSING", "RETIRED"], outcome.Refusals.Select(r => r.Code).Order());
        Assert.All(outcome.Refusals, r => Assert.NotNull(r.Clause));
        Assert.Equal(0, await registry.ReadAsync(db => db.Set<ModuleRegistration>().CountAsync()));
    }

    [Fact]
    public async Task AManager_MaySetARuleAside_AndTheReasonStandsBesideTheRegistration()
    {
        var (student, module) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync());
        await registry.SaveAsync(db => db.Set<ModuleOccurrence>().Single().OpenBetween(null, registry.Clock.Today.AddDays(-1)));
        var late = ChoiceScene.Move(student, [module], []) with { SetsRulesAside = true };

        Assert.Equal(["DEADLINE_PASSED", "NOT_PERMITTED"], (await scene.Desk.MoveAsync(late, registry.As(ChoiceScene.Olga))).Refusals.Select(r => r.Code).Order());
        Assert.Empty((await scene.Desk.MoveAsync(late, registry.As(ChoiceScene.Martin))).Refusals);

        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync());
        Assert.Equal(("DEADLINE_PASSED", "The test asks for it"), (registration.SetAside, registration.SetAsideReason));
    }

    [Fact]
    public async Task NobodySetsAHoldOrAFullRunningAside()
    {
        var (held, other, module) = (await scene.StudentAsync(p => p.Held(Blocks.Registration)), await scene.StudentAsync(), await scene.LimitedAsync("AAA-2023A", 1));
        await scene.RegisterAsync(other, module);

        var outcome = await scene.Desk.MoveAsync(ChoiceScene.Move(held, [module], []) with { SetsRulesAside = true }, registry.As(ChoiceScene.Martin));

        Assert.Equal(["FULL", "HOLD"], outcome.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task TwoClerksAtTheLastPlace_OneGetsItAndTheOtherIsToldThatItIsFull()
    {
        var module = await scene.LimitedAsync("AAA-2023A", 1);
        var students = new[] { await scene.StudentAsync(), await scene.StudentAsync(), await scene.StudentAsync(), await scene.StudentAsync() };

        var outcomes = await Task.WhenAll(students.Select(s => Task.Run(() => scene.RegisterAsync(s, module))));

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(["FULL"], o.Refusals.Select(r => r.Code)));
        Assert.Single(await scene.OnAsync(module));
    }

    [Fact]
    public async Task NothingOrTheUnknown_IsRefusedAtItsField()
    {
        var student = await scene.StudentAsync();
        Assert.Equal("Module", Assert.Single((await scene.Desk.MoveAsync(new MoveModules { EngagementId = student.Id }, registry.As(ChoiceScene.Olga))).Refusals).Field);
        Assert.Equal(
            ["IN_THE_FUTURE", "NOT_REGISTERED", "OCCURRENCE_UNKNOWN"],
            (await scene.Desk.MoveAsync(new MoveModules { EngagementId = student.Id, Wanted = [1], Leaving = [2], On = registry.Clock.Today.AddDays(1) }, registry.As(ChoiceScene.Olga))).Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task AMove_ByARoleOfAnotherProgrammeOrThatMayOnlySee_IsTurnedAway()
    {
        var (student, module) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync());
        var elsewhere = new Caller("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, new Scope(ScopeKind.Programme, "HIST"))]);

        Assert.Equal("ENGAGEMENT_UNKNOWN", Assert.Single((await scene.RegisterAsync(student, module, elsewhere)).Refusals).Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.RegisterAsync(student, module, TestRegistry.Caller(Role.Auditor)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Desk.PreviewAsync(ChoiceScene.Move(student, [module], []), registry.As(Role.AdmissionsOfficer)));
    }

    [Fact]
    public async Task TheDesk_ShowsWhatMayBeChosenWithEveryReasonWhyNot()
    {
        var (student, open) = (await scene.StudentAsync(), await registry.Given.OccurrenceAsync("AAA-2023A"));
        await RetiredAsync();

        var desk = await registry.Get<ChoiceQueries>().DeskAsync(student.PersonId, null, "2023/24", "", TestRegistry.Caller(Role.RegistryOfficer));

        Assert.Empty(desk!.Offered.Single(o => o.Offer.OccurrenceId == open.Id).Refusals);
        Assert.Equal(["PREREQUISITE_MISSING", "RETIRED"], desk.Offered.Single(o => o.Offer.Module == "RRR").Refusals.Select(r => r.Code).Order());
    }

    public void Dispose() => registry.Dispose();

    private Task ChargeAsync() => registry.SaveAsync(db => db.Add(new FeeRule { ProgrammeCode = "BSC-CS", FromYear = "2023/24", RuleVersion = 1, PerCredit = 20m, WithdrawalWindowDays = 14 }));

    private async Task<ModuleOccurrence> RetiredAsync()
    {
        var module = new Module("RRR", "SCI");
        module.Publish(new ModuleVersion { CatalogueVersion = 1, FromYear = "2023/24", Title = "Retired", Credits = 15, Level = 4, HecosCode = "100366", CostCentre = "121", Requisites = new ModuleRequisites { Prerequisites = [["PPP"]] }.Write() });
        module.Retire();
        var occurrence = new ModuleOccurrence(module, module.Newest!, "RRR-2023A", "2023/24", "Autumn", new DateOnly(2023, 10, 1), new DateOnly(2024, 5, 31), "STANDARD");
        await registry.SaveAsync(db => db.Add(occurrence));
        return occurrence;
    }
}
