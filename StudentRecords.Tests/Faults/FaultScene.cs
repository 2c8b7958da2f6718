using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Faults.Far;
using StudentRecords.Tests.Faults.Inside;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>The real application as a process on a database of its own, systems that send to it, systems that it sends to, and faults.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private readonly FaultPlan plan;
    private readonly List<RegistryProcess> processes = [];
    private readonly Dictionary<string, NewCredential> keys = [];
    private volatile Uri[] addresses = [];

    private FaultScene(int pace, FarPort far, TestDatabase database)
    {
        (Far, Root) = (far, RunFolder.NewFolder());
        plan = new FaultPlan { Signals = RunFolder.NewFolder(), Origin = DateTimeOffset.UtcNow, Pace = pace };
        Signals = new Signals(plan.Signals);
        Registry = new TestRegistry(s => s.AddDataProtection().SetApplicationName("StudentRecords").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Path.GetDirectoryName(database.File)!, "keys"))),
            new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "127.0.0.1" }, database);
        Senders = new Senders(Ledger, plan.Clock(), keys, Where);
    }

    public TestRegistry Registry { get; }

    public FarPort Far { get; }

    /// <summary>The folder of files.</summary>
    public string Root { get; }

    public Signals Signals { get; }

    public Ledger Ledger { get; } = new();

    public Senders Senders { get; }

    /// <summary>Student numbers.</summary>
    public IReadOnlyList<string> Students { get; private set; } = [];

    /// <summary>How often a process was killed.</summary>
    public int Kills { get; private set; }

    public IReadOnlyList<RegistryProcess> Processes => processes;

    /// <summary>How its clock goes.</summary>
    public TimeProvider Clock => plan.Clock();

    /// <param name="pace">How many times as fast as the machine's clock the application's goes.</param>
    /// <param name="students">How many there are.</param>
    /// <param name="disk">Where the database lies; null: with the other files of the run.</param>
    /// <param name="senders">Codes of systems that send, beside Finance and the learning environment.</param>
    public static async Task<FaultScene> MakeAsync(int pace = 60, int students = 12, string? disk = null, params IEnumerable<string> senders)
    {
        var scene = new FaultScene(pace, await FarPort.OpenAsync("WELL", "BI"), TestDatabase.AsFile(disk));
        var operatorOf = scene.Registry.As(Role.IntegrationOperator);
        foreach (var system in scene.Far.Names)
        {
            Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Http, Address = scene.Far.Address(system), Secret = scene.Far.Secret(system) }, operatorOf, default)).Refusals);
        }

        foreach (var system in senders.Union(["FIN", "VLE"]))
        {
            scene.keys[system] = (await scene.Registry.Get<PartnerService>().CreateCredentialAsync(new CreateCredential { System = system }, operatorOf, default)).Value!;
        }

        var numbers = new List<string>();
        for (var i = 0; i < students; i++)
        {
            numbers.Add((await scene.Registry.Given.PersonAsync()).StudentNumber);
        }

        scene.Students = numbers;
        return scene;
    }

    /// <summary>One more process on the database, once it listens.</summary>
    public async Task<RegistryProcess> StartAsync(string drum = "off")
    {
        var process = RegistryProcess.Start(Registry.File, new Dictionary<string, string> { ["Jobs:Drum"] = drum, ["Hub:AllowedHosts"] = "127.0.0.1", ["Hub:DropFolder"] = Root, ["Hub:RequestsPerSecond"] = "100000" }, plan.Environment());
        processes.Add(process);
        var address = await process.AddressAsync();
        addresses = [.. addresses, address];
        return process;
    }

    /// <summary>Waits for the process to die, and forgets it. It is killed now unless it has been told at which point to die.</summary>
    public async Task BuryAsync(RegistryProcess process, bool killNow = false)
    {
        await (killNow ? process.KillAsync() : process.DeadAsync());
        addresses = [.. addresses.Where(a => a != process.AddressAsync().Result)];
        processes.Remove(process);
        process.Dispose();
        Kills++;
    }

    /// <summary>Has these said while the process is told to die at the point, and starts the next one.</summary>
    public async Task<RegistryProcess> KillAtAsync(KillPoint point, RegistryProcess process, IEnumerable<Saying> meanwhile)
    {
        Signals.Raise(point);
        var said = Senders.SayAsync(meanwhile);
        await BuryAsync(process);
        var next = await StartAsync();
        await said;
        return next;
    }

    public IEnumerable<Saying> Say(string word, int from, int count) => Enumerable.Range(from, count).Select(n => Saying.Nth(word, n, Students));

    /// <summary>Waits until nothing is on its way any more.</summary>
    public async Task DrainAsync(TimeSpan? patience = null)
    {
        using var end = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(2));
        while (await Registry.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Unsent, end.Token)) || await Registry.ReadAsync(db => db.Set<InboxMessage>().AnyAsync(m => m.State == InboxState.Accepted, end.Token)))
        {
            await Task.Delay(50, end.Token);
        }
    }

    public Task<Verdict> JudgeAsync() => new Oracle(Registry, Ledger, Far).JudgeAsync();

    public async ValueTask DisposeAsync()
    {
        processes.ForEach(p => p.Dispose());
        Senders.Dispose();
        await Far.DisposeAsync();
        Registry.Dispose();
    }

    private Uri? Where() => addresses is { Length: > 0 } there ? there[Random.Shared.Next(there.Length)] : null;
}
