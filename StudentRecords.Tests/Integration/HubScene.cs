using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

/// <summary>A record with its hub at work, one enrolled student on one module, and other systems that speak and listen.</summary>
internal sealed class HubScene : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private int said;

    private HubScene() => Root = RunFolder.NewFolder();

    public TestRegistry Registry { get; private set; } = null!;

    /// <summary>The folder of files.</summary>
    public string Root { get; }

    public Person Student { get; private set; } = null!;

    public Engagement Engagement { get; private set; } = null!;

    public ModuleOccurrence Run { get; private set; } = null!;

    public Programme Programme { get; private set; } = null!;

    public object Who => new { system = "SIS", id = Student.StudentNumber };

    /// <param name="operated">Codes of systems that are reached by files.</param>
    public static Task<HubScene> MakeAsync(params string[] operated) => MakeAsync(new Dictionary<string, string?>(), null, operated);

    /// <param name="settings">Settings beside the folder of files.</param>
    /// <param name="also">What is put in beside the registrations.</param>
    /// <param name="operated">Codes of systems that are reached by files.</param>
    public static async Task<HubScene> MakeAsync(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? also, params string[] operated)
    {
        var scene = new HubScene();
        scene.Registry = new TestRegistry(also, new Dictionary<string, string?>(settings) { ["Hub:DropFolder"] = scene.Root });
        foreach (var service in scene.Registry.Services.GetServices<IHostedService>().Where(s => s.GetType().Name == "HubWriter"))
        {
            await service.StartAsync(scene.stop.Token);
        }

        foreach (var system in operated)
        {
            Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Folder }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        }

        var given = scene.Registry.Given;
        (scene.Student, scene.Programme, scene.Run) = (await given.PersonAsync(p => p.Named("Achebe", "Ngozi")), await given.ProgrammeAsync(), await given.OccurrenceAsync("AAA-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("AAA-1", 60m).With("AAA-2", 40m, ComponentKind.Examination)));
        scene.Engagement = await given.EngagementAsync(scene.Student, scene.Programme);
        await given.RegistrationAsync(scene.Engagement, scene.Run);
        return scene;
    }

    /// <summary>A message of a system, with an id of its own.</summary>
    public async Task<Receipt> SayAsync(string flow, string type, string key, object data, long version = 1, int contract = 1) =>
        (await Registry.Get<HubDoor>().SubmitAsync(flow, FlowCatalogue.Find(flow)!.From, [contract == 1 ? Messages.Message($"m{++said}", type, key, data, version) : Messages.Message($"m{++said}", type, contract, key, data, version)], "http", null, default)).Single();

    /// <summary>The same, and it must be applied.</summary>
    public async Task SaidAsync(string flow, string type, string key, object data, long version = 1)
    {
        var receipt = await SayAsync(flow, type, key, data, version);
        Assert.True(receipt.State == InboxState.Applied, $"{flow} {type}: {receipt.State} {receipt.Code} {receipt.Reason}");
    }

    /// <summary>What a flow told or will tell, oldest first; each in the form that is published.</summary>
    public async Task<List<OutboxMessage>> ToldAsync(string flow, string? type = null)
    {
        var told = await Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow && (type == null || m.Type == type)).OrderBy(m => m.Id).ToListAsync());
        told.ForEach(PublishedSchema.Holds);
        return told;
    }

    /// <summary>Sends until nothing moves.</summary>
    public async Task DrainAsync(string destination)
    {
        while (await Registry.Get<OutboxDispatcher>().PassAsync(destination, default) > 0)
        {
        }
    }

    /// <summary>The beat that tries again whose wait is over.</summary>
    public Task SweepAsync() => Registry.Services.GetServices<IHostedService>().OfType<InboxSweep>().Single().BeatAsync(default);

    public void Dispose()
    {
        stop.Cancel();
        Registry.Dispose();
        stop.Dispose();
    }
}
