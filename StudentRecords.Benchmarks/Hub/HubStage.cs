using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>A registry with students at work, systems that send to it and systems that it sends to, all on loopback.</summary>
internal sealed class HubStage : IAsyncDisposable
{
    private static readonly string[] Sending = ["CM", "FIN", "EWP", "TTB", "CRM", "VLE"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-bench");
    private readonly ServiceProvider provider;

    private HubStage(FarSide far)
    {
        Far = far;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Path"] = Database, ["Hub:AllowedHosts"] = "127.0.0.1" }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddRegistry(configuration);
        // the registry keeps its keys beside the database: both must read the same secrets
        services.AddDataProtection().SetApplicationName("StudentRecords").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder.FullName, "keys")));
        provider = services.BuildServiceProvider();
    }

    public string Database => Path.Combine(folder.FullName, "registry.db");

    public FarSide Far { get; }

    public HubProcess Hub { get; private set; } = null!;

    public HubClient Client { get; private set; } = null!;

    public IReadOnlyList<FarStudent> Students { get; private set; } = [];

    public static async Task<HubStage> OpenAsync(int students)
    {
        var stage = new HubStage(await FarSide.OpenAsync());
        await StoreMigration.MigrateAsync(stage.provider, CancellationToken.None);
        await using (var scope = stage.provider.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ScaleSeeding>().SeedAsync(students, null, CancellationToken.None);
        }

        await stage.ConnectAsync();
        stage.Students = await stage.ReadAsync(async db => (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.Engagement.Status == EngagementStatus.Enrolled)
            .Select(r => new { r.Engagement.Person.StudentNumber, r.Engagement.ProgrammeVersion.NormalYears, r.Occurrence.Key, r.Occurrence.AcademicYear }).ToListAsync()).DistinctBy(r => r.StudentNumber)
            .Select(r => new FarStudent(r.StudentNumber, r.Key, int.Parse(r.AcademicYear.AsSpan(0, 4), CultureInfo.InvariantCulture), r.NormalYears > 1)).ToList());
        stage.Hub = HubProcess.Start(stage.Database);
        stage.Client = new HubClient(await stage.Hub.AddressAsync(), await stage.KeysAsync());
        return stage;
    }

    /// <summary>Stops what goes to a system, or lets it go again.</summary>
    public async Task TurnAsync(string system, bool on)
    {
        await using var scope = provider.CreateAsyncScope();
        var partners = scope.ServiceProvider.GetRequiredService<PartnerService>();
        _ = on ? await partners.ResumeAsync(system, Change, CancellationToken.None) : await partners.PauseAsync(system, Change, CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Func<RegistryDbContext, Task<T>> read)
    {
        await using var db = await provider.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>Messages that have not gone yet, or not been applied.</summary>
    public Task<int> WaitingAsync() => ReadAsync(async db => await db.Set<OutboxMessage>().CountAsync(m => m.State == OutboxState.Unsent) + await db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Accepted));

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Hub?.Dispose();
        await Far.DisposeAsync();
        await provider.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    public static ChangeContext Change => new() { Caller = new Caller("Bench", null, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]) { IsSimulated = true }, At = TimeProvider.System.GetUtcNow(), Act = "Bench", Reason = "Measured" };

    private async Task ConnectAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        var partners = scope.ServiceProvider.GetRequiredService<PartnerService>();
        foreach (var system in FlowCatalogue.All.Where(f => f.Direction != FlowDirection.In && f.To != "SIS").Select(f => f.To).Distinct())
        {
            await partners.ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Http, Address = Far.Address(system), Secret = WebhookSignature.NewSecret() }, Change, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyDictionary<string, NewCredential>> KeysAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        Dictionary<string, NewCredential> keys = [];
        foreach (var system in Sending)
        {
            keys[system] = (await scope.ServiceProvider.GetRequiredService<PartnerService>().CreateCredentialAsync(new CreateCredential { System = system }, Change, CancellationToken.None)).Value!;
        }

        return keys;
    }
}
