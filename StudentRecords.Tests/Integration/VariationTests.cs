using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>Which systems and flows the institution operates, and what follows for those that it does not.</summary>
public sealed class VariationTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private TestRegistry Registry => scene.Registry;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("LIB");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task EverythingIsOperatedAsTheModelHasIt_UntilSomebodySetsItOtherwise()
    {
        var rows = await RowsAsync();
        Assert.Equal(69, rows.Count);
        Offenders.None(rows.Where(r => !r.IsOperated || r.Owner != r.Flow.Owner || r.Cadence != r.Flow.Promise || r.Channel != r.Flow.Channel || r.Product != SystemCatalogue.Names[r.System]).Select(r => r.Flow.Code));
        Assert.Equal("some messages not carried", rows.Single(r => r.Flow.Code == "F064").Gap);
    }

    [Fact]
    public async Task Settings_ShowOnBoardAndGapList_AndAreToldInTheTrail()
    {
        await SetAsync(new SetLocalSystem { System = "LIB", IsOperated = true, Product = "Alma", Flows = [new SetLocalFlow("F007", true, "Library Desk", "event", " "), new SetLocalFlow("F008", true, "Head of Library Services", null, null)] });
        var f007 = (await RowsAsync("gap", "yes")).Single(r => r.Flow.Code == "F007");
        Assert.Equal(("Alma", "Library Desk", "event", "http-in | file-in", "another owner, another cadence"), (f007.Product, f007.Owner, f007.Cadence, f007.Channel, f007.Gap));
        Assert.DoesNotContain(await RowsAsync("gap", "yes"), r => r.Flow.Code == "F008");
        var row = await BoardAsync("F007");
        Assert.Equal(("Alma", "Library Desk"), (row.Partner, row.Owner));
        Assert.Equal("The library moved", await Registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).Select(e => e.Reason).FirstAsync()));
    }

    [Fact]
    public async Task FlowThatRests_TakesNothing_AndIsNotFailing()
    {
        Assert.Equal("CONTRACT", (await scene.Hub.SayAsync("F007", "LibraryLoanSummary", "L-1", new { student = scene.Hub.Who, on = "2023-10-01", items = -1 })).Code);
        Assert.Equal(FlowStanding.Stuck, (await BoardAsync("F007")).Standing);

        await SetAsync(new SetLocalSystem { System = "LIB", IsOperated = true, Flows = [new SetLocalFlow("F007", false, null, null, null)] });
        var row = await BoardAsync("F007");
        Assert.Equal((FlowStanding.NotOperated, "F007 is not operated here."), (row.Standing, row.Rests));
        Assert.Equal("NOT_OPERATED", (await Registry.Get<FlowSwitch>().RefusesAsync("F007", "LIB", default))!.Code);
        Assert.Null(await Registry.Get<FlowSwitch>().RefusesAsync("F010", "FIN", default));
        Assert.Equal("not operated", (await RowsAsync("operated", "no")).Single().Gap);
    }

    [Fact]
    public async Task SystemThatIsNotOperated_HasNothingQueued_AndWhatWaitedIsSetAside()
    {
        await scene.TakeAsync(await scene.AcceptedAsync(), EnrolmentStep.Confirm);
        Assert.All(await scene.Hub.ToldAsync("F008"), m => Assert.Equal(OutboxState.Unsent, m.State));

        await SetAsync(new SetLocalSystem { System = "LIB", IsOperated = false });
        await scene.Hub.DrainAsync("LIB");
        var held = await scene.Hub.ToldAsync("F008");
        Assert.NotEmpty(held);
        Assert.All(held, m => Assert.Equal((OutboxState.SetAside, "F008 is not operated here; the message is kept and not sent."), (m.State, m.LastError)));
        Assert.Contains("has no Library", (await BoardAsync("F008")).Rests, StringComparison.Ordinal);
        Assert.Equal(FlowStanding.NotOperated, (await BoardAsync("F007")).Standing);
    }

    [Fact]
    public async Task NewMessagesOfAFlowThatRests_AreKeptAndNotQueued()
    {
        await SetAsync(new SetLocalSystem { System = "LIB", IsOperated = false });
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        var told = await scene.LastAsync("F008", "LibraryPatronUpserted");
        Assert.Equal((OutboxState.SetAside, engagement.PersonId), (told.State, told.PersonId));
        Assert.NotEmpty(await scene.Hub.ToldAsync("F012"));
        Assert.DoesNotContain(await scene.Hub.ToldAsync("F012"), m => m.State == OutboxState.SetAside);
    }

    [Fact]
    public async Task FlowsOfOthers_AndUnknownSystems_AreRefused()
    {
        var variation = Registry.Get<VariationService>();
        Assert.Equal(["NOT_ITS_FLOW"], (await variation.SetAsync(new SetLocalSystem { System = "LIB", IsOperated = true, Flows = [new SetLocalFlow("F010", false, null, null, null)] }, Registry.As(Role.IntegrationOperator), default)).Refusals.Select(r => r.Code));
        Assert.Equal(["UNKNOWN_SYSTEM"], (await variation.SetAsync(new SetLocalSystem { System = "SIS", IsOperated = false }, Registry.As(Role.IntegrationOperator), default)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task WhoMayNotChangeMessages_SetsNothing()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.FlowMessages) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "LIB", IsOperated = false }, Registry.As(role), default));
        }

        Assert.Empty(await Registry.ReadAsync(db => db.Set<LocalSystem>().ToListAsync()));
    }

    private async Task SetAsync(SetLocalSystem request) =>
        Assert.Empty((await Registry.Get<VariationService>().SetAsync(request, Registry.As(Role.IntegrationOperator) with { Reason = "The library moved" }, default)).Refusals);

    private async Task<IReadOnlyList<VariationRow>> RowsAsync(string? filter = null, string value = "") =>
        (await Registry.Get<VariationQueries>().ListAsync(new TableQuery { Size = 100, Filters = filter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [filter] = value } }, TestRegistry.Caller(Role.IntegrationOperator))).Rows;

    private async Task<FlowRow> BoardAsync(string code) => (await Registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Role.IntegrationOperator))).Single(r => r.Flow.Code == code);
}
