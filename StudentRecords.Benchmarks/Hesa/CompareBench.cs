using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Benchmarks.Hesa;

/// <summary>
/// The compare run from the store and back into it, against merely reading every row of both sides, against the article's design (a
/// row a field, one outer join on the keys and a roll-up) in DuckDB with two threads and in SQLite; linearity; memory; the file; all
/// rules. <c>-- returns [STUDENTS] [--duckdb FOLDER]</c>, the folder being one in which npm has put @duckdb/node-api.
/// </summary>
internal static class CompareBench
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(string[] args)
    {
        var students = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 60_000;
        var duck = Array.IndexOf(args, "--duckdb") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        using var folder = new BenchFolder();
        await using var provider = Provider(folder.File("returns.db"));
        await StoreMigration.MigrateAsync(provider, CancellationToken.None);
        await using var scope = provider.CreateAsyncScope();
        var half = await MeasureAsync(scope.ServiceProvider, students / 2, isTold: false);
        var whole = await MeasureAsync(scope.ServiceProvider, students, isTold: true);
        Tell("twice the size takes", whole.Compare / half.Compare, "times as long (at most 2.2)");
        Tell("the compare run takes", whole.Compare / whole.Read, "of the time of reading every row of both sides (at most 1.5)");
        await FileAsync(scope.ServiceProvider);
        Rules(scope.ServiceProvider, students);
        if (duck is not null)
        {
            var rows = new FieldRows(folder, scope.ServiceProvider.GetRequiredService<CollectionDefinitions>()["24056"], students);
            rows.Write();
            var duckdb = await rows.DuckDbAsync(duck);
            Tell("DuckDB, a row a field, set based", duckdb, "s");
            Tell("the compare run is", duckdb / whole.Compare, "times as fast as that (at least 3)");
            var sqlite = rows.Sqlite();
            Tell("SQLite, the same statements", sqlite, "s");
            Tell("the compare run is", sqlite / whole.Compare, "times as fast as that (at least 20)");
        }
    }

    private static async Task<Measure> MeasureAsync(IServiceProvider services, int students, bool isTold)
    {
        var store = services.GetRequiredService<IDbContextFactory<RegistryDbContext>>();
        var collection = services.GetRequiredService<CollectionDefinitions>()["24056"];
        var ledger = services.GetRequiredService<SetLedger>();
        var watch = Stopwatch.StartNew();
        var submitted = await WriteAsync(store, ledger, collection, students, isNext: false);
        var extract = await WriteAsync(store, ledger, collection, students, isNext: true);
        var of = await ReturnAsync(store, collection, extract);
        if (isTold)
        {
            Tell($"{students:N0} students, {of.EntityCount:N0} entities a side, written in", watch.Elapsed.TotalSeconds, "s");
        }

        // the best of a few runs of each: the first ones pay for compiling, others for what else goes on in the machine
        var read = double.MaxValue;
        var compare = double.MaxValue;
        var clear = double.MaxValue;
        // what the generator left behind is no part of the run
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var memory = new PeakMemory();
        for (var run = 0; run < 4; run++)
        {
            watch.Restart();
            await ReadAsync(store, extract);
            await ReadAsync(store, submitted);
            read = Math.Min(read, watch.Elapsed.TotalSeconds);
            watch.Restart();
            var replaced = await services.GetRequiredService<ReturnCompare>().CompareAsync(of, submitted, collection, Change, null, CancellationToken.None);
            compare = Math.Min(compare, watch.Elapsed.TotalSeconds);
            if (replaced is { } old)
            {
                watch.Restart();
                await ledger.DropAsync(old, CancellationToken.None);
                clear = Math.Min(clear, watch.Elapsed.TotalSeconds);
            }
        }

        if (isTold)
        {
            Tell("every row of both sides read", read, "s");
            Tell("compare run, from the store and back", compare, "s");
            Tell("then the comparison that it replaced cleared away", clear, "s");
            Tell("memory at most", memory.Megabytes, "MB (under 600)");
        }

        return new Measure(read, compare);
    }

    private static async Task<int> WriteAsync(IDbContextFactory<RegistryDbContext> store, SetLedger ledger, CollectionDefinition collection, int students, bool isNext)
    {
        var set = await ledger.OpenAsync(isNext ? SetKind.Extract : SetKind.Submitted, null, CancellationToken.None);
        await using var db = await store.CreateDbContextAsync();
        var writer = new SetWriter(db, set);
        foreach (var entity in new ReturnGenerator(collection, students, isNext).Entities())
        {
            await writer.AddAsync(entity, 1, CancellationToken.None);
        }

        await writer.EndAsync(CancellationToken.None);
        return set;
    }

    private static async Task<HesaReturn> ReturnAsync(IDbContextFactory<RegistryDbContext> store, CollectionDefinition collection, int extract)
    {
        await using var db = await store.CreateDbContextAsync();
        var of = new HesaReturn(collection, "10099999", await db.Set<HesaReturn>().CountAsync() + 1, Now);
        of.BuildInto(extract, Now);
        var (first, last) = (SetNumbers.First(extract), SetNumbers.Last(extract));
        of.Built(await db.Set<SetEntity>().CountAsync(e => e.Id >= first && e.Id <= last), 0, Now);
        db.Add(of);
        await db.SaveAsync(Change);
        return of;
    }

    // what "merely reading" means: each row's columns taken out, its fields too
    private static async Task ReadAsync(IDbContextFactory<RegistryDbContext> store, int set)
    {
        using var rows = await SetCursor.OpenAsync(store, set, CancellationToken.None);
        long length = 0;
        while (rows.MoveNext())
        {
            length += rows.KeyPath.Length + rows.Packed.Length + rows.Hash;
        }

        GC.KeepAlive(length);
    }

    // the best of a few runs: the first ones pay for compiling
    private static async Task FileAsync(IServiceProvider services)
    {
        var collection = services.GetRequiredService<CollectionDefinitions>()["24056"];
        var verdicts = new ReturnGenerator(collection, 5_000, isNext: false).Entities()
            .Select(e => new Domain.Hesa.Compare.EntityVerdict { Entity = e.Entity, KeyPath = e.KeyPath, Status = Domain.Hesa.Compare.EntityStatus.New, Extract = e.Fields, ExtractRow = 1 }).ToList();
        var (write, read, count, length) = (double.MaxValue, double.MaxValue, 0, 0L);
        for (var run = 0; run < 4; run++)
        {
            using var file = new MemoryStream();
            var watch = Stopwatch.StartNew();
            await using (var writer = new ReturnXmlWriter(file, collection))
            {
                foreach (var verdict in verdicts)
                {
                    await writer.WriteAsync(verdict, () => verdict.Extract!, CancellationToken.None);
                }
            }

            write = Math.Min(write, watch.Elapsed.TotalSeconds);
            length = file.Length;
            file.Position = 0;
            watch.Restart();
            count = new ReturnXmlReader(collection, ReturnFileLimits.Standard).Read(file).Sum(t => t.Count);
            read = Math.Min(read, watch.Elapsed.TotalSeconds);
        }

        var megabytes = length / 1e6;
        Tell($"file of {megabytes:N0} MB written", megabytes / write, "MB/s (60 or better)");
        Tell($"read, {count:N0} entities checked against the model", megabytes / read, "MB/s (60 or better)");
    }

    private static void Rules(IServiceProvider services, int students)
    {
        var book = services.GetRequiredService<RuleBook>();
        var collection = services.GetRequiredService<CollectionDefinitions>()["24056"];
        var asked = book.For(collection.Code).ToLookup(r => r.Entity);
        var at = new ReturnAtHand(collection, new InstitutionProfile(), book.Lists);
        var (watch, found) = (Stopwatch.StartNew(), 0);
        foreach (var tree in Trees(new ReturnGenerator(collection, students, isNext: true).Entities()))
        {
            at.Note(tree);
            found += tree.Whole().Sum(e => asked[e.Name].Count(r => r.Ask(e, at) is not null));
        }

        Tell($"every rule over the return ({found:N0} findings)", watch.Elapsed.TotalSeconds, "s (under 120)");
    }

    private static IEnumerable<EntityInTree> Trees(IEnumerable<ReturnEntity> entities)
    {
        List<ReturnEntity> tree = [];
        foreach (var entity in entities)
        {
            if (tree.Count > 0 && entity.Entity.Parent is null)
            {
                yield return EntityInTree.Of(tree);
                tree.Clear();
            }

            tree.Add(entity);
        }

        yield return EntityInTree.Of(tree);
    }

    private static ChangeContext Change => new() { Caller = Caller.System("BENCH"), At = Now, Act = "Bench", Reason = "Measured" };

    private static ServiceProvider Provider(string database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Path"] = database }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddRegistry(configuration);
        return services.BuildServiceProvider();
    }

    private static void Tell(string what, double figure, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-72} {figure,10:N2} {unit}"));

    private sealed record Measure(double Read, double Compare);
}
