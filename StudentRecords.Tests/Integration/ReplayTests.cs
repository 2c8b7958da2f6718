using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Infrastructure.Integration.Replaying;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

public sealed class ReplayTests : IAsyncLifetime
{
    private static readonly Caller Operator = TestRegistry.Caller(Role.IntegrationOperator);
    private readonly CancellationTokenSource stop = new();
    private OutboundScene scene = null!;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private TestRegistry Registry => scene.Registry;

    private ReplayService Replays => Registry.Get<ReplayService>();

    public async Task InitializeAsync()
    {
        scene = await OutboundScene.MakeAsync();
        await Registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        scene.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Replay_OfAStudent_KeepsTheMessageIds_AndTheOrderOfTheLane()
    {
        var (one, other) = (await Registry.Given.PersonAsync(), await Registry.Given.PersonAsync());
        await TellAsync(one, "a1", "a2", "a3");
        await TellAsync(other, "b1");
        await scene.DrainAsync();

        Assert.Equal("3 messages are sent again, under their own ids.", await ReplayAsync(new ReplayChoice { Student = one.StudentNumber }));
        Assert.Equal(3, await scene.DrainAsync());
        Assert.Equal(["a1", "a2", "a3"], scene.Far.Taken.Skip(4).Select(t => t.Key));
        Assert.Equal(4, scene.Far.Taken.Select(t => t.Id).Distinct().Count());
        var told = await Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Act == "ReplayMessages").Select(e => new { e.SubjectKind, e.Reason, e.Evidence, e.Changes }).ToListAsync());
        Assert.Equal(3, told.Count);
        Assert.All(told, t => Assert.Equal((nameof(OutboxMessage), "The test asks for it", "INC-7"), (t.SubjectKind, t.Reason, t.Evidence)));
        Assert.Contains("Delivered", told[0].Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfACohort_ReachesWhoIsOnTheProgrammeInThatYear_AndOfAProgrammeWhoeverIsOnIt()
    {
        var (science, arts) = (await Registry.Given.ProgrammeAsync(), await Registry.Given.ProgrammeAsync("BA-HI", "ART"));
        var (now, before, elsewhere) = (await Registry.Given.PersonAsync(), await Registry.Given.PersonAsync(), await Registry.Given.PersonAsync());
        await Registry.Given.EngagementAsync(now, science);
        await Registry.Given.EngagementAsync(before, science, start: new DateOnly(2021, 10, 1), numhus: "2");
        await Registry.Given.EngagementAsync(elsewhere, arts, numhus: "3");
        await TellAsync(now, "n1");
        await TellAsync(before, "p1");
        await TellAsync(elsewhere, "e1");
        await scene.DrainAsync();

        Assert.Equal(1, (await PreviewAsync(new ReplayChoice { Programme = "BSC-CS", SessionYear = "2023/24" })).Moves);
        Assert.Equal(2, (await PreviewAsync(new ReplayChoice { Programme = "BSC-CS" })).Moves);
        await ReplayAsync(new ReplayChoice { Programme = "BSC-CS", SessionYear = "2023/24" });
        await scene.DrainAsync();
        Assert.Equal(["n1"], scene.Far.Taken.Skip(3).Select(t => t.Key));
    }

    [Fact]
    public async Task Preview_CountsByFlowAndDestination_WhatMovesAndWhatStays_AndChangesNothing()
    {
        await scene.TellAsync("EWP", "s1", "k1", "k2");
        await scene.TellAsync("FIN", "s2", "f1");
        await scene.DrainAsync();
        await scene.TellAsync("LIB", "s3", "l1");
        await scene.TellAsync("EWP", "s9", "waits");

        var preview = await PreviewAsync(new ReplayChoice { Flow = "F012" });
        Assert.Equal([("EWP", 2, 1, true), ("FIN", 0, 1, true), ("LIB", 0, 1, false)], preview.Lines.Select(l => (l.System, l.Moves, l.Stays, l.IsOperated)));
        Assert.Equal((2, 3), (preview.Moves, preview.Stays));
        Assert.Equal(OutboxState.Delivered, (await scene.MessageAsync("k1")).State);
    }

    [Fact]
    public async Task Replay_OfDays_GoesByTheUkDay_AndWhatCameAfterTheConfirmationStaysOut()
    {
        await scene.TellAsync("EWP", "s1", "first");
        await scene.DrainAsync();
        var today = Domain.Calendar.UkTime.Day(Registry.Clock.Now);
        Registry.Clock.Advance(TimeSpan.FromDays(2));
        await scene.TellAsync("EWP", "s2", "second");
        await scene.DrainAsync();
        Assert.Equal((1, 1, 2), ((await PreviewAsync(new ReplayChoice { To = today })).Moves, (await PreviewAsync(new ReplayChoice { From = today.AddDays(1) })).Moves, (await PreviewAsync(new ReplayChoice { From = today })).Moves));

        var job = await Replays.AskAsync(new ReplayChoice { System = "EWP" }, Registry.As(Operator), default);
        Assert.Equal(job.Value, (await Replays.AskAsync(new ReplayChoice { System = "EWP" }, Registry.As(Operator), default)).Value);
        Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.TellAsync("EWP", "s3", "third");
        await scene.DrainAsync();
        Assert.Equal("2 messages are sent again, under their own ids.", await RunAsync());
    }

    [Fact]
    public async Task Replay_LeavesWhatWasSetAsideWithdrawnOrDisposedOf()
    {
        await scene.TellAsync("LIB", "s1", "aside");
        await scene.TellAsync("EWP", "s2", "gone");
        await scene.DrainAsync();
        await Registry.Get<OutboxService>().SetAsideAsync((await scene.MessageAsync("aside")).Id, Registry.As(Operator), default);
        await Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Key == "gone").ExecuteUpdateAsync(s => s.SetProperty(m => m.Body, "{}")));

        Assert.Equal((0, 2), (await PreviewAsync(new ReplayChoice { Flow = "F012" })) is var p ? (p.Moves, p.Stays) : default);
        Assert.Equal(["NOTHING_MOVES"], (await Replays.AskAsync(new ReplayChoice { Flow = "F012" }, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
        Assert.Equal(["DISPOSED_OF"], (await Registry.Get<OutboxService>().SendAgainAsync((await scene.MessageAsync("gone")).Id, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
        Assert.Equal(1, (await PreviewAsync(new ReplayChoice { Message = "aside", WithSetAside = true })).Moves);
        Assert.Equal(["NOT_PERMITTED"], (await Replays.PreviewAsync(new ReplayChoice { Message = "aside", WithSetAside = true }, TestRegistry.Caller(Role.Administrator), default)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Replay_OfWhatCameIn_TriesQuarantinedAndParkedAgain_EachOnce_AndNeverAConflict()
    {
        var hub = Registry.Get<HubDoor>();
        await Registry.SaveAsync(db => db.Add(Rule()));
        await hub.SubmitAsync("F001", "CM", [Module()], "http", null, default);
        await hub.SubmitAsync("F010", "FIN", [Paid("p1", "u1"), Paid("p2", "u2")], "http", null, default);
        await hub.SubmitAsync("F010", "FIN", [Paid("p1", "u1", 900)], "http", null, default);
        await Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.MessageId == "p1").ExecuteUpdateAsync(s => s.SetProperty(m => m.WaitsFor, (string?)null)));
        await hub.SubmitAsync("F045", "UCAS", [Applicant("u1")], "http", null, default);

        var choice = new ReplayChoice { Way = ReplayWay.Incoming, Flow = "F010" };
        Assert.Equal((2, 1), (await PreviewAsync(choice)) is var p ? (p.Moves, p.Stays) : default);
        Assert.Equal("2 messages tried again, 1 of them are in the record now.", await ReplayAsync(choice));
        Assert.Equal([("p1", InboxState.Applied), ("p2", InboxState.Parked)], await Registry.ReadAsync(async db => (await db.Set<InboxMessage>().Where(m => m.Flow == "F010" && m.ReasonCode != "CONFLICT").OrderBy(m => m.MessageId).ToListAsync()).Select(m => (m.MessageId, m.State))));
        Assert.Equal(1, await Registry.ReadAsync(db => db.Set<Domain.Funding.Payment>().CountAsync()));
        Assert.Equal("1 messages tried again, 0 of them are in the record now.", await ReplayAsync(choice));
        Assert.Equal(1, await Registry.ReadAsync(db => db.Set<Domain.Funding.Payment>().CountAsync()));
    }

    [Fact]
    public async Task Replay_OfWhatWasSetAside_IsForThoseWhoDecide_AndApplies()
    {
        var hub = Registry.Get<HubDoor>();
        await hub.SubmitAsync("F010", "FIN", [Paid("p1", "u1")], "http", null, default);
        var id = await Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.MessageId == "p1").Select(m => m.Id).SingleAsync());
        await Registry.Get<QuarantineService>().SetAsideAsync(id, Registry.As(Operator), default);
        await hub.SubmitAsync("F045", "UCAS", [Applicant("u1")], "http", null, default);
        var choice = new ReplayChoice { Way = ReplayWay.Incoming, Message = "p1", WithSetAside = true };
        Assert.Equal(0, (await PreviewAsync(choice with { WithSetAside = false })).Moves);
        Assert.Equal(["NOT_PERMITTED"], (await Replays.AskAsync(choice, Registry.As(Role.Administrator), default)).Refusals.Select(r => r.Code));
        Assert.Equal("1 messages tried again, 1 of them are in the record now.", await ReplayAsync(choice));
    }

    [Fact]
    public async Task Replay_OfAStudent_NeitherCountsNorTouchesWhatTheCallerIsNotToKnowOf()
    {
        var person = await Registry.Given.PersonAsync();
        await Registry.SaveAsync(db => db.AddRange(
            new OutboxMessage("F070", "AI", "MisconductContextShared", "case", "c", "{\"a\":1}", person.Id, Registry.Clock.Now, null, "c1"),
            new OutboxMessage("F012", "EWP", "NotificationIssued", "note", "n", "{\"a\":1}", person.Id, Registry.Clock.Now, null, "c2")));
        await Registry.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Delivered)));
        var choice = new ReplayChoice { Student = person.StudentNumber };
        Assert.Equal(["F012"], (await PreviewAsync(choice)).Lines.Select(l => l.Flow));
        await ReplayAsync(choice);
        Assert.Equal(OutboxState.Delivered, (await scene.MessageAsync("case")).State);
        var both = TestRegistry.Caller(Role.IntegrationOperator, Role.AcademicIntegrityOfficer);
        Assert.Equal(["F012", "F070"], (await Replays.PreviewAsync(choice, both, default)).Value!.Lines.Select(l => l.Flow));
    }

    [Fact]
    public async Task Choice_ThatCannotBeMeant_IsRefusedForEveryReasonAtOnce()
    {
        async Task<List<string>> Codes(ReplayChoice choice) => [.. (await Replays.AskAsync(choice, Registry.As(Operator), default)).Refusals.Select(r => r.Code)];
        Assert.Equal(["NOTHING_CHOSEN"], await Codes(new ReplayChoice()));
        Assert.Equal(["NOTHING_CHOSEN"], await Codes(new ReplayChoice { Way = ReplayWay.Incoming, WithSetAside = true }));
        Assert.Equal(["WRONG_FLOW", "UNKNOWN_SYSTEM", "YEAR_UNREADABLE", "ENDS_BEFORE_START", "NO_SUCH_STUDENT"],
            await Codes(new ReplayChoice { Flow = "F016", System = "XYZ", SessionYear = "2023/24", Student = "1", From = new DateOnly(2024, 2, 1), To = new DateOnly(2024, 1, 1) }));
        Assert.Equal(["WRONG_FLOW", "NO_SUCH_PROGRAMME"], await Codes(new ReplayChoice { Way = ReplayWay.Incoming, Flow = "F012", Programme = "NONE", SessionYear = "2014B" }));
        Assert.Equal(["NOTHING_MOVES"], await Codes(new ReplayChoice { Flow = "F055" }));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Replay_IsForThoseWhoMayChangeMessages_AndRefusedToEveryOtherRole(Role role)
    {
        var choice = new ReplayChoice { Flow = "F012" };
        if (role is Role.IntegrationOperator or Role.Administrator)
        {
            Assert.True((await Replays.PreviewAsync(choice, TestRegistry.Caller(role), default)).Succeeded);
            Assert.Equal("NOTHING_MOVES", (await Replays.AskAsync(choice, Registry.As(role), default)).Refusals.Single().Code);
            return;
        }

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Replays.PreviewAsync(choice, TestRegistry.Caller(role), default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Replays.AskAsync(choice, Registry.As(role), default));
    }

    private static string Paid(string id, string student, decimal amount = 100) => Message(id, "PaymentReceived", id, new { student = Who(student), transaction = id, amount, bookedOn = "2024-01-01" });

    private async Task TellAsync(Person person, params string[] keys)
    {
        foreach (var key in keys)
        {
            await Registry.SaveAsync(db => db.Add(new OutboxMessage("F012", "EWP", "NotificationIssued", key, person.StudentNumber, "{\"a\":1}", person.Id, Registry.Clock.Now, null, "c1")));
        }
    }

    private async Task<ReplayPreview> PreviewAsync(ReplayChoice choice)
    {
        var outcome = await Replays.PreviewAsync(choice, Operator, default);
        Assert.Empty(outcome.Refusals);
        return outcome.Value!;
    }

    private async Task<string?> ReplayAsync(ReplayChoice choice)
    {
        Assert.Empty((await Replays.AskAsync(choice, Registry.As(Operator) with { Evidence = "INC-7" }, default)).Refusals);
        return await RunAsync();
    }

    private async Task<string?> RunAsync()
    {
        Assert.True(await Registry.Get<JobRunner>().RunNextAsync(default));
        return await Registry.ReadAsync(db => db.Set<JobRequest>().OrderByDescending(j => j.Id).Select(j => j.Result).FirstAsync());
    }
}
