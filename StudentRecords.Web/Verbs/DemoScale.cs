using System.Diagnostics;
using System.Globalization;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Verbs;

/// <summary>Fills a database of its own with as many students as a large university has, to measure against.</summary>
internal static class DemoScale
{
    public static readonly Verb Verb = new("demo scale", "[--students 100000] [--database FILE]", "Makes students to measure against, in a new database.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments args, CancellationToken ct)
    {
        if (!int.TryParse(args.Option("students") ?? "100000", NumberStyles.None, CultureInfo.InvariantCulture, out var students))
        {
            await Console.Error.WriteLineAsync("--students takes a number.");
            return 2;
        }

        await StoreMigration.MigrateAsync(services, ct);
        await using var scope = services.CreateAsyncScope();
        var watch = Stopwatch.StartNew();
        var made = await scope.ServiceProvider.GetRequiredService<ScaleSeeding>().SeedAsync(students, done => Tell(done, students), ct);
        if (!made.Succeeded)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, made.Refusals.Select(r => r.Sentence)));
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made.Value:N0} students are there; {watch.Elapsed.TotalSeconds:N0} s."));
        return 0;
    }

    private static void Tell(int done, int students)
    {
        if (done % 10_000 == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {students:N0}"));
        }
    }
}
