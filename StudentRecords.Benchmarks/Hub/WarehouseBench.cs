using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>The warehouse's night (F029): the first one, whole, and one in which nothing has changed, with somebody beside them who saves all the time. <c>-- warehouse [STUDENTS, 20000]</c></summary>
internal static class WarehouseBench
{
    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("warehouse-bench");
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Path"] = Path.Combine(folder.FullName, "registry.db"), ["Hub:DropFolder"] = Path.Combine(folder.FullName, "hub") }).Build();
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(configuration);
            services.AddLogging();
            services.AddRegistry(configuration);
            await using var provider = services.BuildServiceProvider();
            await StoreMigration.MigrateAsync(provider, CancellationToken.None);
            await using var scope = provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ScaleSeeding>().SeedAsync(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000, null, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "DW", Kind = ChannelKind.Folder }, HubStage.Change, CancellationToken.None);
            var store = provider.GetRequiredService<IDbContextFactory<RegistryDbContext>>();
            await NightAsync("the first night, whole", provider.GetRequiredService<WarehouseFeed>(), store);
            await NightAsync("a night in which nothing changed", provider.GetRequiredService<WarehouseFeed>(), store);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task NightAsync(string what, WarehouseFeed feed, IDbContextFactory<RegistryDbContext> store)
    {
        using var over = new CancellationTokenSource();
        var beside = Task.Run(() => SaveAsync(store, over.Token));
        var watch = Stopwatch.StartNew();
        var batches = await feed.MakeAsync(false, CancellationToken.None);
        var took = watch.Elapsed;
        await over.CancelAsync();
        var saves = await beside;
        await using var db = await store.CreateDbContextAsync();
        var rows = await db.Set<WarehouseEntry>().CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {rows:N0} rows looked at, {batches} batches, {took.TotalSeconds:N1} s; beside it {saves.Count:N0} saves, the longest {saves.Max():N0} ms, half within {saves.Order().ElementAt(saves.Count / 2):N0} ms"));
    }

    /// <summary>Milliseconds of each save.</summary>
    private static async Task<List<double>> SaveAsync(IDbContextFactory<RegistryDbContext> store, CancellationToken ct)
    {
        List<double> took = [];
        while (!ct.IsCancellationRequested || took.Count == 0)
        {
            await using var db = await store.CreateDbContextAsync(CancellationToken.None);
            var person = await db.Set<Person>().OrderBy(p => p.Id).Skip(took.Count).FirstAsync(CancellationToken.None);
            var watch = Stopwatch.StartNew();
            person.ChangeContact(new ContactDetails { Email = person.Email, Telephone = string.Create(CultureInfo.InvariantCulture, $"07700 {took.Count:D6}"), TermPostcode = person.TermPostcode });
            await db.SaveAsync(HubStage.Change, CancellationToken.None);
            took.Add(watch.Elapsed.TotalMilliseconds);
            await Task.Delay(5, CancellationToken.None);
        }

        return took;
    }
}
