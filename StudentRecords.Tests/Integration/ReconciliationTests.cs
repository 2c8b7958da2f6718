using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private static readonly Caller Operator = TestRegistry.Caller(Role.IntegrationOperator);
    private readonly CancellationTokenSource stop = new();
    private OutboundScene scene = null!;
    private int figures;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private TestRegistry Registry => scene.Registry;

    private ReconciliationService Desk => Registry.Get<ReconciliationService>();

    private DateOnly Today => DateOnly.FromDateTime(Registry.Clock.Now.UtcDateTime);

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
    public async Task Figure_OfWhatWasDelivered_IsTheSame_WithTheBytesAsTheyTravelled()
    {
        await Registry.SaveAsync(db => db.Add(new OutboxMessage("F009", "FIN", "FeeLiabilityAssessed", "f1", "s1", """{"amount":9250}""", null, Registry.Clock.Now, null, "c")));
        await scene.DrainAsync("FIN");
        var file = Directory.GetFiles(Path.Combine(scene.Root, "FIN", "outgoing"), "*.json").Single();
        Assert.Equal("Same", (await TellAsync("F009", "FIN", [new("f1", 1, HashTotal.OfText(await File.ReadAllBytesAsync(file)))], [new PartnerGroup($"{Today:yyyy-MM-dd}", 1, null, 9250m)]))!.State);

        await scene.TellAsync("EWP", "s1", "a1", "a2");
        await scene.DrainAsync();
        var answer = (await TellAsync("F012", "EWP", await AllAsync("EWP")))!;
        Assert.Equal(("Same", 2, 2), (answer.State, answer.OurCount, answer.TheirCount));
        Assert.Empty(answer.Differing);
        var run = await RunAsync(answer);
        Assert.Equal((2, 1, 0), (run.Matched, run.GroupCount, run.DriftCount));
        Assert.Equal(["EWP", "FIN"], await Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == nameof(ReconciliationRun)).OrderBy(e => e.Actor).Select(e => e.Actor).ToListAsync()));
    }

    [Fact]
    public async Task Drift_IsSentAgainUnderTheSameIds_AndTheNextComparisonSupersedesIt()
    {
        await scene.TellAsync("EWP", "s1", "a1", "a2");
        await scene.TellAsync("EWP", "s2", "b1");
        await scene.DrainAsync();
        var all = await AllAsync("EWP");
        var found = await TellAsync("F012", "EWP", [.. all.Where(i => i.Key != "a2"), new("invented", 1)]);
        Assert.Equal("Drift", found!.State);
        Assert.Equal([("MissingThere", 1), ("UnknownHere", 1)], found.Drift.Select(d => (d.Key, d.Value)));
        Assert.Equal(["a2", "invented"], (await DriftAsync(found.Run)).Select(d => d.Key).Order(StringComparer.Ordinal));
        Assert.Equal(1, await WaitingAsync());

        Assert.True((await Desk.ResendAsync(found.Run, Registry.As(Operator), default)).Succeeded);
        Assert.True(await Registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal(1, await scene.DrainAsync());
        Assert.Equal(["a2", "a2"], scene.Far.Taken.Where(t => t.Key == "a2").Select(t => t.Key));
        Assert.Single(scene.Far.Taken.Where(t => t.Key == "a2").Select(t => t.Id).Distinct());

        Assert.Equal("Same", (await TellAsync("F012", "EWP", all))!.State);
        Assert.Equal(ReconciliationState.Superseded, (await RunAsync(found)).State);
        Assert.Equal(0, await WaitingAsync());
        Assert.Equal(["NOT_OPEN"], (await Desk.ResendAsync(found.Run, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task TotalsThatDiffer_AskForTheMessages_AndTotalsThatAgreeDoNot()
    {
        await scene.TellAsync("EWP", "s1", "a1", "a2");
        await scene.DrainAsync();
        var ours = (await Registry.Get<ReconciliationDoor>().FigureAsync("F012", "EWP", Today, Today, default)).Value!;
        Assert.Equal((2, 1), (ours.Count, ours.Groups.Count));
        Assert.Equal("Same", (await TellAsync("F012", "EWP", null, ours.Groups))!.State);
        Assert.Equal("Differs", (await TellAsync("F012", "EWP", null, []))!.State);

        var apart = (await TellAsync("F012", "EWP", null, [ours.Groups[0] with { Sha256 = new string('0', 64) }]))!;
        Assert.Equal(("Differs", true, 2), (apart.State, apart.WantsItems, apart.Differing.Single().OurCount));
        Assert.Equal("Same", (await TellAsync("F012", "EWP", await AllAsync("EWP")))!.State);
        Assert.Equal(ReconciliationState.Superseded, (await RunAsync(apart)).State);
    }

    [Fact]
    public async Task KnownDrift_IsNotForgottenForTotalsThatDiffer()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        await scene.DrainAsync();
        var drift = (await TellAsync("F012", "EWP", []))!;
        Assert.Equal("Differs", (await TellAsync("F012", "EWP", null, [new PartnerGroup("x", 3)]))!.State);
        Assert.Equal(ReconciliationState.Drift, (await RunAsync(drift)).State);
    }

    [Fact]
    public async Task WhatCameIn_IsComparedWithWhatWasSent_AndTheSenderIsToldWhatToSendAgain()
    {
        var (known, parked) = (Applicant("u1"), Message("p1", "PaymentReceived", "p1", new { student = Who("nobody"), transaction = "p1", amount = 250.5m, bookedOn = "2024-01-01" }));
        await Registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", [known], "http", null, default);
        await Registry.Get<HubDoor>().SubmitAsync("F010", "FIN", [parked], "http", null, default);

        var ucas = (await TellAsync("F045", "UCAS", [new("u1/1", 1, Hash(known)), new("u2/1", 1)]))!;
        Assert.Equal(("Drift", "u2/1"), (ucas.State, ucas.SendAgain.Single().Key));
        var finance = (await TellAsync("F010", "FIN", [new("p1", 1, Hash(parked))], [new PartnerGroup($"{Today:yyyy-MM-dd}", 1, null, 250.5m)]))!;
        Assert.Equal([("HeldUp", 1)], finance.Drift.Select(d => (d.Key, d.Value)));
        Assert.Empty(finance.Differing);
        Assert.Empty(finance.SendAgain);

        // who was missing comes without waking it, and the drift is tried again
        await Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.MessageId == "p1").ExecuteUpdateAsync(s => s.SetProperty(m => m.WaitsFor, (string?)null)));
        await Registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", [Applicant("nobody", "Bell")], "http", null, default);
        Assert.True((await Desk.ResendAsync(finance.Run, Registry.As(Operator), default)).Succeeded);
        Assert.True(await Registry.Get<JobRunner>().RunNextAsync(default));
        Assert.Equal("Same", (await TellAsync("F010", "FIN", [new("p1", 1, Hash(parked))]))!.State);
    }

    [Fact]
    public async Task Figure_InADropFolder_GoesThroughTheSameDoor_AndIsAnsweredBesideIt()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        await scene.DrainAsync();
        var folder = Registry.Get<HubFolders>().Of("EWP");
        Directory.CreateDirectory(folder.Incoming);
        await DropAsync(folder, "good", Text("file-1", await AllAsync("EWP")));
        await DropAsync(folder, "wrong", "{}");
        await Registry.SaveAsync(db => db.Add(new Domain.Jobs.JobRequest(nameof(DropFolderJob), "{}", null, "HUB", Registry.Clock.Now)));
        Assert.Contains(folder, Registry.Get<HubFolders>().Open());
        Assert.True(await Registry.Get<JobRunner>().RunNextAsync(default));

        var run = await Registry.ReadAsync(db => db.Set<ReconciliationRun>().SingleAsync());
        Assert.Equal(("file-1", "file", ReconciliationState.Same), (run.FigureId, run.Channel, run.State));
        Assert.Contains("\"state\":\"Same\"", await File.ReadAllTextAsync(Directory.GetFiles(folder.Archive, "*.answer.json", SearchOption.AllDirectories).Single()), StringComparison.Ordinal);
        Assert.Equal([("good.json", DropFileState.Archived, null), ("wrong.json", DropFileState.Rejected, "FIGURE_UNREADABLE")],
            await Registry.ReadAsync(async db => (await db.Set<DropFile>().OrderBy(f => f.Name).ToListAsync()).Select(f => (f.Name, f.State, f.ReasonCode))));
    }

    [Fact]
    public async Task FlowBetweenTwoOthers_IsComparedWithBothOfThem()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        Assert.Equal("Same", (await TellAsync("F055", "VLE", []))!.State);
        Assert.Equal("NOT_YOURS", ReconciliationDoor.Refuses("F055", "FIN")!.Code);
        Assert.Equal("UNKNOWN_FLOW", ReconciliationDoor.Refuses("F999", "FIN")!.Code);
        var ends = (await Registry.Get<ReconciliationQueries>().ListAsync(new TableQuery { Search = "F055", Size = 200 }, Operator)).Rows;
        Assert.Equal(2, ends.Count);
    }

    [Fact]
    public async Task SameFigureAgain_IsAnsweredAsBefore_AndItsIdWithAnotherContentIsAConflict()
    {
        await scene.TellAsync("EWP", "s1", "a1");
        await scene.DrainAsync();
        var text = Text("once", []);
        var door = Registry.Get<ReconciliationDoor>();
        var first = (await door.TakeAsync("F012", "EWP", text, "http", default)).Value!;
        var again = (await door.TakeAsync("F012", "EWP", text, "http", default)).Value!;
        Assert.Equal((first.Run, true, 1), (again.Run, again.Repeated, await Registry.ReadAsync(db => db.Set<ReconciliationRun>().CountAsync())));
        Assert.Equal(["CONFLICT"], (await door.TakeAsync("F012", "EWP", Text("once", [new("a1", 1)]), "http", default)).Refusals.Select(r => r.Code));
        Assert.Equal(["FIGURE_UNREADABLE"], (await door.TakeAsync("F012", "EWP", "{nothing", "http", default)).Refusals.Select(r => r.Code));
        Assert.Equal(["FIGURE_UNREADABLE"], (await door.TakeAsync("F012", "EWP", """{"id":"x","from":"2024-01-01","to":"2024-01-02","groups":null,"items":null}""", "http", default)).Refusals.Select(r => r.Code));
        Assert.Equal(["/to"], (await door.FigureAsync("F012", "EWP", Today, Today.AddDays(-1), default)).Refusals.Select(r => r.Field));
    }

    [Fact]
    public async Task Drift_ThatMayStand_IsSettledWithAReason_Once()
    {
        var found = (await TellAsync("F012", "EWP", [new("theirs", 1)]))!;
        Assert.Equal(["NOTHING_MOVES"], (await Desk.ResendAsync(found.Run, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
        Assert.True((await Desk.SettleAsync(found.Run, Registry.As(Operator) with { Reason = "A test message of theirs" }, default)).Succeeded);
        Assert.Equal(["NOT_OPEN"], (await Desk.SettleAsync(found.Run, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
        Assert.Equal(["NO_SUCH_RUN"], (await Desk.SettleAsync(1, Registry.As(Operator), default)).Refusals.Select(r => r.Code));
        var run = await RunAsync(found);
        Assert.Equal((ReconciliationState.Settled, "A test message of theirs", "IntegrationOperator"), (run.State, run.SettledBecause, run.SettledBy));
        Assert.Equal(0, await WaitingAsync());
        var row = (await Registry.Get<ReconciliationQueries>().ListAsync(new TableQuery { Search = "F012" }, Operator)).Rows.Single();
        Assert.Equal((null, 0, ReconciliationState.Settled), (row.OpenRun, row.OpenDrift, row.State));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Reconciliation_IsForThoseNamed_AndRefusedToEveryOtherRole(Role role)
    {
        var found = (await TellAsync("F012", "EWP", [new("theirs", 1)]))!;
        var (caller, queries) = (TestRegistry.Caller(role), Registry.Get<ReconciliationQueries>());
        var sees = role is Role.IntegrationOperator or Role.Administrator or Role.RegistryManager or Role.Auditor;
        Assert.Equal(sees, await IsOpenAsync(() => queries.ListAsync(new TableQuery(), caller)));
        Assert.Equal(sees, await IsOpenAsync(() => queries.RunAsync(found.Run, caller)));
        Assert.Equal(sees, await IsOpenAsync(() => queries.DriftAsync(new TableQuery { Of = found.Run }, caller)));
        Assert.Equal(role is Role.IntegrationOperator or Role.Administrator, await IsOpenAsync(() => Desk.ResendAsync(found.Run, Registry.As(role), default)));
        Assert.Equal(role is Role.IntegrationOperator, await IsOpenAsync(() => Desk.SettleAsync(found.Run, Registry.As(role), default)));
    }

    private static async Task DropAsync(SystemFolder folder, string name, string text)
    {
        var manifest = new { flow = "F012", batch = name, rows = 1, sha256 = HashTotal.OfText(System.Text.Encoding.UTF8.GetBytes(text)), figure = true };
        await File.WriteAllTextAsync(Path.Combine(folder.Incoming, $"{name}.json"), text);
        await File.WriteAllTextAsync(Path.Combine(folder.Incoming, $"{name}.json.done"), System.Text.Json.JsonSerializer.Serialize(manifest));
    }

    private static string Hash(string message) => HashTotal.OfText(System.Text.Encoding.UTF8.GetBytes(message));

    private static async Task<bool> IsOpenAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string Text(string id, IReadOnlyList<PartnerItem>? items, IReadOnlyList<PartnerGroup>? groups = null) =>
        System.Text.Json.JsonSerializer.Serialize(new PartnerFigure { Id = id, From = Today, To = Today, Items = items, Groups = groups }, System.Text.Json.JsonSerializerOptions.Web);

    private async Task<ReconciliationAnswer?> TellAsync(string flow, string system, IReadOnlyList<PartnerItem>? items, IReadOnlyList<PartnerGroup>? groups = null)
    {
        Assert.Null(ReconciliationDoor.Refuses(flow, system));
        return (await Registry.Get<ReconciliationDoor>().TakeAsync(flow, system, Text($"fig-{++figures}", items, groups), "http", default)).Value;
    }

    /// <summary>What the other side would say when it has everything.</summary>
    private Task<List<PartnerItem>> AllAsync(string system) => Registry.ReadAsync(async db =>
        (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Destination == system).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => new PartnerItem(m.Key, m.Sequence, HashTotal.OfText(OutboundEnvelope.Body(m)))));

    private Task<ReconciliationRun> RunAsync(ReconciliationAnswer answer) => Registry.ReadAsync(db => db.Set<ReconciliationRun>().SingleAsync(r => r.Id == answer.Run));

    private async Task<IReadOnlyList<DriftItem>> DriftAsync(long run) => (await Registry.Get<ReconciliationQueries>().DriftAsync(new TableQuery { Of = run }, Operator)).Rows;

    private async Task<int> WaitingAsync() => (await Registry.Services.GetServices<IWorkSource>().OfType<StandingDrift>().Single().WaitingAsync(Operator, default)).Single().Count;
}
