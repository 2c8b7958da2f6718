using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Switching;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Switching;

/// <summary>F020 is moved from version 1 to version 2: both are sent for a while, compared, and the comparison is signed.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 12, 1);
    private HubScene scene = null!;
    private int said;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        await SayAsync(1, "1", "\"isFree\":false");
        await SayAsync(1, "2", "\"isFree\":true");
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MessageOfAParallelRun_ThatSaysTheSame_IsSame_AndChangesNothing()
    {
        var before = await scene.Registry.ReadAsync(db => db.Set<SpaceNotice>().CountAsync());
        Assert.Equal([TrialOutcome.Same, TrialOutcome.Same], (await TryAsync((2, "1", "\"use\":\"Taken\""), (2, "2", "\"use\":\"Free\""))).Select(t => t.Outcome));
        Assert.Equal(before, await scene.Registry.ReadAsync(db => db.Set<SpaceNotice>().CountAsync()));
        Assert.Equal(2, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.Flow == "F020")));
    }

    [Fact]
    public async Task MessageThatSaysSomethingElse_IsNamedByItsField_AndCountsAsItCameLast()
    {
        var told = Assert.Single(await TryAsync((2, "1", "\"use\":\"Free\"")));
        Assert.Equal((TrialOutcome.Differs, "/use"), (told.Outcome, told.Findings));
        Assert.Equal((0, 1), ((await RunAsync()).Same, (await RunAsync()).Others));
        await TryAsync((2, "1", "\"use\":\"Taken\""));
        Assert.Equal((1, 0), ((await RunAsync()).Same, (await RunAsync()).Others));
    }

    [Fact]
    public async Task MessageWithoutCounterpart_InTheOldVersion_OrAgainstTheContract_IsNoProof()
    {
        Assert.Equal([TrialOutcome.Unmatched, TrialOutcome.Unmatched, TrialOutcome.Unreadable],
            (await TryAsync((2, "9", "\"use\":\"Taken\""), (1, "1", "\"isFree\":false"), (2, "2", "\"use\":\"Perhaps\""))).Select(t => t.Outcome));
        Assert.Equal(TrialOutcome.Unreadable, (await scene.Registry.Get<TrialDoor>().SubmitAsync("F020", "EST", ["no message"], "http", default)).Single().Outcome);
    }

    [Fact]
    public void FlowWithOneVersion_AndAnotherSender_AreRefused()
    {
        var door = scene.Registry.Get<TrialDoor>();
        Assert.Null(door.Refuses("F020"));
        Assert.Equal("ONE_VERSION", door.Refuses("F016")?.Code);
    }

    [Fact]
    public async Task Sign_WhenNothingWasComparedOrSomethingDiffers_IsRefused()
    {
        Assert.Equal(["NO_TRIAL"], (await SignAsync(Day)).Refusals.Select(r => r.Code));
        await TryAsync((2, "1", "\"use\":\"Taken\""), (2, "2", "\"use\":\"Taken\""));
        Assert.Equal(["TRIAL_DIFFERS"], (await SignAsync(Day)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Sign_ForADayThatHasPassed_OrAfterTheContractsOwn_IsRefused()
    {
        await TryAsync((2, "1", "\"use\":\"Taken\""), (2, "2", "\"use\":\"Free\""));
        Assert.Equal(["PAST"], (await SignAsync(DateOnly.FromDateTime(scene.Registry.Clock.Now.UtcDateTime).AddDays(-1))).Refusals.Select(r => r.Code));
        Assert.Equal(["AFTER_LAST_DAY"], (await SignAsync(new DateOnly(2027, 8, 2))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Sign_WhenTooLittleOfWhatCameWasCompared_IsRefused_AndThePageNamesWhatIsUncovered()
    {
        await TryAsync((2, "1", "\"use\":\"Taken\""));
        Assert.Equal(["TRIAL_TOO_FEW"], (await SignAsync(Day)).Refusals.Select(r => r.Code));
        var queries = scene.Registry.Get<SwitchQueries>();
        Assert.Equal([("SpaceAvailabilityChanged", 2)], (await queries.OfAsync("F020", TestRegistry.Caller(Role.IntegrationOperator))).Where(m => m.IsUncovered).Select(m => (m.Type, m.Used)));
        for (var i = 3; i <= 30; i++)
        {
            await SayAsync(1, $"{i}", "\"isFree\":false");
        }

        await TryAsync([.. Enumerable.Range(2, 8).Select(i => (2, $"{i}", i == 2 ? "\"use\":\"Free\"" : "\"use\":\"Taken\""))]);
        Assert.Equal(["TRIAL_TOO_FEW"], (await SignAsync(Day)).Refusals.Select(r => r.Code));
        await TryAsync((2, "10", "\"use\":\"Taken\""));
        Assert.True((await SignAsync(Day)).Succeeded);
        Assert.DoesNotContain(await queries.OfAsync("F020", TestRegistry.Caller(Role.IntegrationOperator)), m => m.IsUncovered);
    }

    [Fact]
    public async Task OlderVersionThatEndsUnsigned_IsUrgentWork_ThirtyDaysAhead_AndOnlyWhereItIsUsed()
    {
        var last = new DateOnly(2027, 7, 31);
        To(last.AddDays(-31));
        await SayAsync(1, "3", "\"isFree\":false");
        Assert.Empty(await WaitingAsync());
        To(last.AddDays(-30));
        var work = Assert.Single(await WaitingAsync());
        Assert.Equal((1, "/flows/F020/versions", true), (work.Count, work.Address, work.IsUrgent));
        Assert.Contains("31 Jul 2027", work.One, StringComparison.Ordinal);
        await TryAsync((2, "1", "\"use\":\"Taken\""), (2, "2", "\"use\":\"Free\""), (2, "3", "\"use\":\"Taken\""));
        Assert.True((await SignAsync(last)).Succeeded);
        Assert.Empty(await WaitingAsync());
    }

    private void To(DateOnly day) => scene.Registry.Clock.Advance(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero) - scene.Registry.Clock.Now);

    private async Task<IReadOnlyList<WaitingWork>> WaitingAsync() => await scene.Registry.Services.GetServices<IWorkSource>().OfType<UnsignedSunsets>().Single().WaitingAsync(TestRegistry.Caller(Role.IntegrationOperator), default);

    [Fact]
    public async Task OnceSigned_TheOlderVersionIsRefusedFromThatDay_AndTheTrailSaysWhoSignedWhat()
    {
        await TryAsync((2, "1", "\"use\":\"Taken\""), (2, "2", "\"use\":\"Free\""));
        var signed = (await SignAsync(Day)).Value!;
        Assert.Equal((2, 2), (signed.ToVersion, signed.Compared));
        Assert.Equal((await RunAsync()).Digest, signed.Digest);
        Assert.Equal(["SIGNED"], (await SignAsync(Day)).Refusals.Select(r => r.Code));
        Assert.Equal(1, await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == nameof(ContractSwitch))));

        Assert.Equal(InboxState.Applied, (await SayAsync(1, "3", "\"isFree\":false")).State);
        scene.Registry.Clock.Advance(new DateTimeOffset(Day, new TimeOnly(9, 0), TimeSpan.Zero) - scene.Registry.Clock.Now);
        var refused = await SayAsync(1, "4", "\"isFree\":false");
        Assert.Equal(("UNKNOWN_VERSION", InboxState.Quarantined), (refused.Code, refused.State));
        Assert.Contains("until 30 November 2026; send version 2", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(InboxState.Applied, (await SayAsync(2, "5", "\"use\":\"Taken\"")).State);
    }

    [Fact]
    public async Task Sign_ByAnybodyButWhoDecidesAboutFlows_IsForbidden()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.FlowMessages) < Level.Decide))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<SwitchService>().SignAsync(new SignSwitch { Flow = "F020", Type = "SpaceAvailabilityChanged", From = Day }, scene.Registry.As(role), default));
        }
    }

    private Task<TrialRun> RunAsync() => scene.Registry.ReadAsync(async db => new TrialRun(2, await db.Set<ContractTrial>().Where(t => t.Version == 2).ToListAsync()));

    private Task<Domain.Outcome<ContractSwitch>> SignAsync(DateOnly from) =>
        scene.Registry.Get<SwitchService>().SignAsync(new SignSwitch { Flow = "F020", Type = "SpaceAvailabilityChanged", From = from }, scene.Registry.As(Role.IntegrationOperator), default);

    private Task<IReadOnlyList<TrialLine>> TryAsync(params (int Version, string Booking, string Use)[] messages) =>
        scene.Registry.Get<TrialDoor>().SubmitAsync("F020", "EST", [.. messages.Select(m => Text(m.Version, m.Booking, m.Use))], "http", default);

    private async Task<Receipt> SayAsync(int version, string booking, string use) =>
        (await scene.Registry.Get<HubDoor>().SubmitAsync("F020", "EST", [Text(version, booking, use)], "http", null, default)).Single();

    private string Text(int version, string booking, string use) =>
        $$"""{"id":"m{{++said}}","type":"SpaceAvailabilityChanged","version":{{version}},"key":"B-1/{{booking}}","data":{"room":"B-1","booking":"{{booking}}","startsAt":"2024-02-05T08:00:00Z","endsAt":"2024-02-05T12:00:00Z",{{use}} } }""";
}
