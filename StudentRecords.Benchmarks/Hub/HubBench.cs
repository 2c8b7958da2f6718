using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>
/// The hub end to end, as a process of its own with authentication, sealed trail and full durability: single posts at a steady
/// pace, batches, a Freshers' Week mix, a long queue. <c>-- hub [MINUTES of the mix, 10] [--students 5000]</c>
/// </summary>
internal static class HubBench
{
    private const int SinglesPerSecond = 300;
    private const int SingleSeconds = 60;

    /// <summary>What a process that has just started needs until its code is compiled.</summary>
    private const int WarmSeconds = 30;

    private const int InBatches = 40_000;
    private const int Queued = 100_000;
    private const double FreshersPerSecond = 100_000 / 3_600.0;

    public static async Task RunAsync(string[] args)
    {
        var minutes = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 10;
        var students = Array.IndexOf(args, "--students") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5_000;
        await using var stage = await HubStage.OpenAsync(students);
        var bare = Bare(stage.Database + ".peer");
        Tell("the peer: one row a commit into a bare table, on the disk each time", bare, "a second");
        var start = Stopwatch.StartNew();
        Told("a registry just started, at the same pace", await stage.Client.PaceAsync(Money(stage, "warm", SinglesPerSecond * WarmSeconds), SinglesPerSecond), start.Elapsed);
        await DrainAsync(stage);

        var watch = Stopwatch.StartNew();
        var before = stage.Far.Taken;
        var singles = await stage.Client.PaceAsync(Money(stage, "single", SinglesPerSecond * SingleSeconds), SinglesPerSecond);
        Told("single posts", singles, watch.Elapsed);
        await DrainAsync(stage);
        Tell($"all of it applied, and the {stage.Far.Taken - before:N0} messages that it causes receipted", singles.Length / watch.Elapsed.TotalSeconds, "a second");

        watch.Restart();
        before = stage.Far.Taken;
        await stage.Client.BatchAsync(Money(stage, "batch", InBatches), 500, 4);
        Tell("in batches of 500, accepted and applied", InBatches / watch.Elapsed.TotalSeconds, "a second (1,000 or better)");
        await DrainAsync(stage);
        var rate = InBatches / watch.Elapsed.TotalSeconds;
        Tell($"the same, with {stage.Far.Taken - before:N0} messages delivered and receipted", rate, "a second (1,000 or better)");
        Tell("which is", rate / bare, "of the peer's rate");

        await FreshersAsync(stage, minutes);
        await QueueAsync(stage);
        Console.WriteLine($"answers: {string.Join(", ", stage.Client.Answers.OrderByDescending(a => a.Value).Select(a => $"{a.Key} {a.Value:N0}"))}");
        Tell("memory of the registry at the end", stage.Hub.Memory / 1e6, "MB");
    }

    private static async Task FreshersAsync(HubStage stage, int minutes)
    {
        var count = (int)(FreshersPerSecond * 60 * minutes);
        await stage.Client.PaceAsync([FarMessage.Elective([.. stage.Students.Select(s => s.Year).Distinct()])], 1);
        var (watch, begun, busy) = (Stopwatch.StartNew(), TimeProvider.System.GetUtcNow(), stage.Hub.Busy);
        var took = await stage.Client.PaceAsync(Freshers.Week(stage.Students, count), FreshersPerSecond);
        Told($"Freshers' Week, {minutes} minutes of 100,000 an hour", took, watch.Elapsed);
        Tell("processor time of the registry", (stage.Hub.Busy - busy).TotalSeconds / watch.Elapsed.TotalSeconds, "of one core");
        await DrainAsync(stage);
        var lags = await stage.ReadAsync(async db => (await db.Set<OutboxMessage>().Where(m => m.CreatedAt >= begun && m.DeliveredAt != null && m.HeldUntil == null).Select(m => new { m.CreatedAt, m.DeliveredAt }).ToListAsync())
            .ConvertAll(m => (m.DeliveredAt!.Value - m.CreatedAt).TotalMilliseconds));
        Told("from the change to the receipt", [.. lags], watch.Elapsed);
        var held = await stage.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.CreatedAt >= begun && m.State != OutboxState.Delivered));
        Tell("of them not receipted (withdrawn at their gate, or held for their hour)", held, "messages");
    }

    private static async Task QueueAsync(HubStage stage)
    {
        await stage.TurnAsync("BI", on: false);
        await stage.Client.BatchAsync(Enumerable.Range(1, Queued).Select(n => FarMessage.Figures($"queue-{n}", $"queue-set-{n % 500}", n)), 1_000, 2);
        var (least, most) = (stage.Hub.Memory, stage.Hub.Memory);
        Tell($"{await stage.WaitingAsync():N0} messages wait; memory of the registry", least / 1e6, "MB");
        await stage.TurnAsync("BI", on: true);
        var watch = Stopwatch.StartNew();
        while (await stage.WaitingAsync() > 0)
        {
            most = Math.Max(most, stage.Hub.Memory);
            await Task.Delay(500);
        }

        Tell("they drain", Queued / watch.Elapsed.TotalSeconds, "a second");
        Tell("memory at most while they do", most / 1e6, "MB");
    }

    private static async Task DrainAsync(HubStage stage)
    {
        while (await stage.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.State == OutboxState.Unsent && m.HeldUntil == null)))
        {
            await Task.Delay(50);
        }
    }

    // every fourth is a hold or its release, which Wellbeing, the portal and others are told of
    private static IEnumerable<FarMessage> Money(HubStage stage, string word, int count) => Enumerable.Range(0, count).Select(n =>
    {
        // the hold of four messages ago is released; every student's turn to be held comes
        var of = n % 8 == 7 ? n - 4 : n;
        var student = stage.Students[((of / 8 * 7) + (of % 8)) * 31 % stage.Students.Count].Number;
        return (n % 8) switch
        {
            3 => FarMessage.Hold($"{word}-{n}", student, 1),
            7 => FarMessage.Hold($"{word}-{n - 4}", student, 2),
            _ => FarMessage.Payment($"{word}-{n}", student),
        };
    });

    private static double Bare(string file)
    {
        const int Rows = 2_000;
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows(id INTEGER PRIMARY KEY, body TEXT)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO rows(body) VALUES ($body)";
        command.Parameters.AddWithValue("$body", new string('x', 300));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Rows; i++)
        {
            command.ExecuteNonQuery();
        }

        return Rows / watch.Elapsed.TotalSeconds;
    }

    private static void Told(string what, double[] milliseconds, TimeSpan over)
    {
        Array.Sort(milliseconds);
        string At(double share) => milliseconds.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{milliseconds[(int)Math.Min(milliseconds.Length - 1, milliseconds.Length * share)]:N0} ms");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {milliseconds.Length:N0} in {over.TotalSeconds:N0} s; half within {At(0.5)}, 99 of 100 within {At(0.99)}, all within {At(1)}"));
    }

    private static void Tell(string what, double figure, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-72} {figure,10:N2} {unit}"));
}
