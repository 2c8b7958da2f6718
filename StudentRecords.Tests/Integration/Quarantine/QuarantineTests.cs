using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Quarantine;

public sealed class QuarantineTests : IAsyncLifetime
{
    private static readonly Caller Ann = new("Ann", 11, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]);
    private static readonly Caller Ben = new("Ben", 12, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]);

    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();

    private IEnumerable<IHostedService> Hosted => registry.Services.GetServices<IHostedService>();

    public Task InitializeAsync() => Hosted.Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task Correction_ApprovedByASecondPerson_IsAppliedUnderTheSameId()
    {
        var id = await Bad();
        var proposed = await Propose(id, Applicant("u1"), Ann);
        Assert.True(proposed.Succeeded);
        Assert.Equal("SAME_PERSON", Assert.Single((await Corrections.ApproveAsync(proposed.Value, registry.As(Ann), default)).Refusals).Code);

        var receipt = await Corrections.ApproveAsync(proposed.Value, registry.As(Ben), default);
        Assert.Equal(InboxState.Applied, receipt.Value!.State);
        var message = await Message(id);
        Assert.Equal(("ucas-u1", InboxState.Applied), (message.MessageId, message.State));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
        var told = await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == nameof(MessageCorrection)).OrderBy(e => e.Sequence).Select(e => e.Actor).ToListAsync());
        Assert.Equal(["Ann", "Ben"], told);
        Assert.Equal("ALREADY_DECIDED", (await Corrections.ApproveAsync(proposed.Value, registry.As(Ben), default)).Refusals[0].Code);

        var again = (await registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", [Applicant("u1")], "http", null, default))[0];
        Assert.True(again.Repeated);
    }

    [Fact]
    public async Task Correction_ThatChangesKeysOrIsNoMessage_IsRefused()
    {
        var id = await Bad();
        Assert.Equal("KEYS_STAY", Assert.Single((await Propose(id, Applicant("u2"), Ann)).Refusals).Code);
        Assert.Equal("MALFORMED", Assert.Single((await Propose(id, "{", Ann)).Refusals).Code);
        Assert.Equal("NO_CHANGE", Assert.Single((await Propose(id, (await Message(id)).Raw, Ann)).Refusals).Code);
        Assert.True((await Propose(id, Applicant("u1"), Ann)).Succeeded);
        Assert.Equal("ALREADY_PROPOSED", Assert.Single((await Propose(id, Applicant("u1"), Ben)).Refusals).Code);
    }

    [Fact]
    public async Task Correction_ThatIsDeclined_ChangesNothing_AndAnotherMayFollow()
    {
        var id = await Bad();
        var first = await Propose(id, Applicant("u1"), Ann);
        Assert.True((await Corrections.DeclineAsync(first.Value, registry.As(Ben), default)).Succeeded);
        Assert.Equal(InboxState.Quarantined, (await Message(id)).State);
        Assert.True((await Propose(id, Applicant("u1"), Ben)).Succeeded);
    }

    [Fact]
    public async Task Correction_OfAMessageThatWasSetAsideMeanwhile_IsRefused()
    {
        var id = await Bad();
        var proposed = await Propose(id, Applicant("u1"), Ann);
        Assert.True((await Desk.SetAsideAsync(id, registry.As(Ann), default)).Succeeded);
        Assert.Equal("MESSAGE_MOVED_ON", (await Corrections.ApproveAsync(proposed.Value, registry.As(Ben), default)).Refusals.Single().Code);
        Assert.Equal("NOT_QUARANTINED", (await Desk.SetAsideAsync(id, registry.As(Ann), default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task TryAgain_AfterWhatWasMissingCame_Applies_AndIsTold()
    {
        var id = await Quarantined("F011", "EWP", Messages.Message("w1", "SelfServiceRequestRaised", "w1", new { student = Who("u1"), request = "WithdrawFromModule", occurrence = Occurrence }), () => Send("F045", "UCAS", Applicant("u1")));
        var receipt = await Desk.TryAgainAsync(id, registry.As(Ann), default);
        Assert.Equal("NOT_REGISTERED", receipt.Value!.Code);
        Assert.Equal(2, (await Message(id)).Attempts);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectKind == nameof(InboxMessage) && e.SubjectId == id)));
    }

    [Fact]
    public async Task Conflict_IsNotTriedAgain_SinceItWouldOverwrite()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        await Send("F045", "UCAS", Applicant("u1", "Other"));
        var id = await registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.ReasonCode == "CONFLICT").Select(m => m.Id).SingleAsync());
        Assert.Equal("WOULD_OVERWRITE", (await Desk.TryAgainAsync(id, registry.As(Ann), default)).Refusals.Single().Code);
        Assert.Equal("WOULD_OVERWRITE", (await Desk.TryGroupAgainAsync(new QuarantineGroup("F045", "CONFLICT"), registry.As(Ann), default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Group_IsOneLine_AndIsSetAsideAsOne()
    {
        foreach (var i in Enumerable.Range(0, 3))
        {
            await Send("F016", "VLE", Mark($"u{i}", 300m));
        }

        await Bad();
        var groups = (await registry.Get<QuarantineQueries>().ListAsync(new TableQuery(), Ann, default)).Rows;
        Assert.Equal([("F016", "CONTRACT", 3), ("F045", "CONTRACT", 1)], groups.Select(g => (g.Flow, g.Code, g.Count)));

        Assert.True((await Desk.SetGroupAsideAsync(new QuarantineGroup("F016", "CONTRACT"), registry.As(Ann), default)).Succeeded);
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal("3 messages set aside.", await registry.ReadAsync(db => db.Set<JobRequest>().Select(j => j.Result).SingleAsync()));
        Assert.Equal(3, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.SetAside)));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Quarantined)));
    }

    [Fact]
    public async Task Group_HoldsWhatFailedAlike_AndTwoFaultsUnderOneCodeAreTwo()
    {
        foreach (var i in Enumerable.Range(0, 3))
        {
            await Send("F016", "VLE", Mark($"u{i}", 300m + i));
        }

        await Send("F016", "VLE", Mark("u9", 50m, assessment: ""));
        var groups = (await registry.Get<QuarantineQueries>().ListAsync(new TableQuery(), Ann, default)).Rows.OrderByDescending(g => g.Count).ToList();
        Assert.Equal([("CONTRACT", 3), ("CONTRACT", 1)], groups.Select(g => (g.Code, g.Count)));
        Assert.All(groups, g => Assert.StartsWith("CONTRACT-", g.Fingerprint, StringComparison.Ordinal));
        Assert.NotEqual(groups[0].Alike, groups[1].Alike);
        Assert.DoesNotContain("300", groups[0].Alike, StringComparison.Ordinal);

        Assert.True((await Desk.SetGroupAsideAsync(new QuarantineGroup("F016", groups[0].Fingerprint), registry.As(Ann), default)).Succeeded);
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        var left = Assert.Single((await registry.Get<QuarantineQueries>().ListAsync(new TableQuery(), Ann, default)).Rows);
        Assert.Equal(groups[1].Fingerprint, left.Fingerprint);
        Assert.Null(await registry.Get<QuarantineQueries>().GroupAsync("F016", groups[0].Fingerprint, Ann, default));
        var detail = (await registry.Get<QuarantineQueries>().GroupAsync("F016", left.Fingerprint, Ann, default))!;
        Assert.Equal((1, left.Alike), (detail.First.Count, detail.Group.Alike));
    }

    [Fact]
    public async Task Group_IsTriedAgainAsOne()
    {
        foreach (var i in Enumerable.Range(0, 3))
        {
            await Send("F016", "VLE", Mark($"u{i}", 300m));
        }

        await Desk.TryGroupAgainAsync(new QuarantineGroup("F016", "CONTRACT"), registry.As(Ann), default);
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal("3 messages tried again, 0 of them are no longer quarantined.", await registry.ReadAsync(db => db.Set<JobRequest>().Select(j => j.Result).SingleAsync()));
        Assert.All(await registry.ReadAsync(db => db.Set<InboxMessage>().Select(m => m.Attempts).ToListAsync()), a => Assert.Equal(2, a));
    }

    [Fact]
    public async Task Parked_ForAWeek_IsTriedOnceMoreAndGivenToPeople()
    {
        await Send("F016", "VLE", Mark("u1", 50m));
        registry.Clock.Advance(TimeSpan.FromDays(6));
        await RunLongParked();
        Assert.Equal(InboxState.Parked, (await Single()).State);
        registry.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("1 messages had waited for a week: 0 found their place, 1 are quarantined.", await RunLongParked());
        var message = await Single();
        Assert.Equal((InboxState.Quarantined, "UNKNOWN_REFERENCE", Fingerprint.Of("F016", message.Type, "UNKNOWN_REFERENCE", message.Reason, message.Raw)), (message.State, message.ReasonCode, message.Fingerprint));
    }

    [Fact]
    public async Task Message_WhoseWaitIsOver_IsTriedAgainByItself()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        await Send("F045", "UCAS", Applicant("u1"));
        await registry.ReadAsync(db => db.Set<InboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.State, InboxState.Accepted).SetProperty(m => m.NextAttemptAt, registry.Clock.Now.AddMinutes(1))));
        var sweep = Hosted.OfType<InboxSweep>().Single();
        await sweep.BeatAsync(default);
        Assert.Equal(InboxState.Accepted, (await Single()).State);
        registry.Clock.Advance(TimeSpan.FromMinutes(2));
        await sweep.BeatAsync(default);
        Assert.NotEqual(InboxState.Accepted, (await Single()).State);
    }

    [Fact]
    public async Task TwoWhoTryTheSameMessageAgain_ApplyItOnce()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        await Send("F001", "CM", Module());
        await Send("F010", "FIN", Messages.Message("p1", "PaymentReceived", "t1", new { student = Who("u1"), transaction = "t1", amount = 100, bookedOn = "2024-01-01" }));
        var parked = await registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == "F010").ToListAsync());
        var stale = await registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == "F010").ToListAsync());
        await Send("F045", "UCAS", Applicant("u1"));
        var first = (await registry.Get<HubDoor>().AgainAsync(parked, default))[0];
        var second = (await registry.Get<HubDoor>().AgainAsync(stale, default))[0];
        Assert.Equal((true, InboxState.Applied, true, InboxState.Applied), (first.Repeated, first.State, second.Repeated, second.State));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Domain.Funding.Payment>().CountAsync()));
    }

    [Fact]
    public async Task SomebodyWhoMayOnlySee_ActsOnNothing_AndReadsNoSpecialCategories()
    {
        var id = await Bad();
        var auditor = registry.As(Role.Auditor);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.TryAgainAsync(id, auditor, default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Desk.SetAsideAsync(id, auditor, default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Propose(id, Applicant("u1"), auditor.Caller));
        Assert.Null((await registry.Get<MessageQueries>().InboxAsync(id, auditor.Caller))!.Raw);
        Assert.NotNull((await registry.Get<MessageQueries>().InboxAsync(id, Ann))!.Raw);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<FlowQueries>().AllAsync(TestRegistry.Caller(Role.Marker)));
    }

    [Fact]
    public async Task Trace_TellsWhatAMessageCaused()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        await Send("F001", "CM", Module());
        await Send("F001", "CM", Programme());
        await Send("F045", "UCAS", Applicant("u1"));
        await Send("F005", "CRM", HandedOver("u1"));
        var steps = await registry.Get<TraceQueries>().OfAsync("crm-u1", Ann);
        Assert.Equal(["Inbox", "Record", "Outbox"], steps.Select(s => s.Where).Distinct());
        Assert.Contains(steps, s => s.What.StartsWith("F025 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Board_HasAllFlows_AndSaysHowTheyStand()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        await Send("F016", "VLE", Mark("u1", 300m));
        await registry.SaveAsync(db => db.Add(new OutboxMessage("F012", "EWP", "NotificationIssued", "k", "a", "{}", null, registry.Clock.Now, null, "c")));
        var flows = (await registry.Get<FlowQueries>().AllAsync(Ann)).ToDictionary(f => f.Flow.Code);
        Assert.Equal(69, flows.Count);
        Assert.Equal(
            (FlowStanding.Moving, FlowStanding.Stuck, FlowStanding.NotOperated, FlowStanding.NoTraffic),
            (flows["F045"].Standing, flows["F016"].Standing, flows["F012"].Standing, flows["F007"].Standing));
        Assert.Equal(1, flows["F012"].Traffic.Queued);
    }

    private QuarantineService Desk => registry.Get<QuarantineService>();

    private CorrectionService Corrections => registry.Get<CorrectionService>();

    private Task<Outcome<long>> Propose(long id, string raw, Caller by) => Corrections.ProposeAsync(new ProposeCorrection { MessageId = id, Raw = raw }, registry.As(by), default);

    private Task<InboxMessage> Message(long id) => registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().SingleAsync(m => m.Id == id));

    private Task<InboxMessage> Single() => registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().SingleAsync());

    /// <summary>An application that breaks its contract: no family name.</summary>
    private Task<long> Bad() => Quarantined("F045", "UCAS", Applicant("u1", ""));

    private async Task<long> Quarantined(string flow, string source, string message, Func<Task>? before = null)
    {
        await (before?.Invoke() ?? Task.CompletedTask);
        Assert.Equal(InboxState.Quarantined, (await Send(flow, source, message)).State);
        return await registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Flow == flow && m.State == InboxState.Quarantined).Select(m => m.Id).SingleAsync());
    }

    private async Task<string?> RunLongParked()
    {
        await registry.Get<JobSchedules>().RequestAsync(new JobSchedule(nameof(LongParkedJob), ""), registry.Clock.Now, default);
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        return await registry.ReadAsync(db => db.Set<JobRequest>().OrderByDescending(j => j.Id).Select(j => j.Result).FirstAsync());
    }

    private async Task<Receipt> Send(string flow, string source, string message) => (await registry.Get<HubDoor>().SubmitAsync(flow, source, [message], "http", null, default)).Single();
}
