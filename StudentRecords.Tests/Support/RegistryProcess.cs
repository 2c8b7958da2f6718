using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace StudentRecords.Tests.Support;

/// <summary>The application as a process of its own on a test's database, so that it can be killed as an operating system kills.</summary>
internal sealed partial class RegistryProcess : IDisposable
{
    // a machine that has much else to do takes minutes to start one
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = new();

    private RegistryProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The process ended before it was up:{Environment.NewLine}{Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it ended with.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What it wrote.</summary>
    public string Said => string.Join(Environment.NewLine, said);

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> AddressAsync() => address.Task.WaitAsync(Patience);

    /// <param name="file">The database.</param>
    /// <param name="settings">Settings by their keys.</param>
    /// <param name="beside">Null: as it is delivered. Otherwise the tests' assembly is there too, and finds these in its environment.</param>
    /// <param name="under">A command that runs it as its last words; nothing when it runs by itself.</param>
    public static RegistryProcess Start(string file, IReadOnlyDictionary<string, string>? settings = null, IReadOnlyDictionary<string, string>? beside = null, params string[] under) =>
        new(StartOf(beside, under, ["--urls", "http://127.0.0.1:0", "--Database:Path", file, .. (settings ?? new Dictionary<string, string>()).SelectMany(s => (string[])[$"--{s.Key}", s.Value])]));

    /// <summary>One of its verbs, which ends by itself.</summary>
    /// <param name="environment">What it finds in its environment; the tests' assembly is there too.</param>
    /// <param name="verb">Verb and options.</param>
    public static RegistryProcess StartVerb(IReadOnlyDictionary<string, string> environment, params string[] verb) => new(StartOf(environment, [], verb));

    /// <summary>kill -9, at a moment when the count is more than nothing and less than all.</summary>
    /// <returns>What the count is once the process is dead: work that was being saved at that moment may have been saved.</returns>
    public async Task<long> KillInTheMiddleAsync(TestRegistry registry, string count, long all, TimeSpan patience)
    {
        await using var connection = new SqliteConnection($"Data Source={registry.File};Default Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = count;
        // a thread of its own: one of the pool's may have to wait until the work is done
        var begun = await Task.Factory.StartNew(() => KillOnce(() => (long)command.ExecuteScalar()! > 0, patience), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!begun)
        {
            throw new InvalidOperationException(process.HasExited ? $"The process ended by itself with {process.ExitCode}." : "The work did not begin.");
        }

        await DeadAsync();
        var now = (long)(await command.ExecuteScalarAsync())!;
        return now < all ? now : throw new InvalidOperationException("The work was done before it could be killed.");
    }

    /// <summary>False when it does not come to that, or the process ends before.</summary>
    private bool KillOnce(Func<bool> happens, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience && !process.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            if (happens())
            {
                process.Kill();
                return true;
            }
        }

        return false;
    }

    /// <summary>kill -9, now.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return DeadAsync();
    }

    /// <summary>Waits until it is dead, whoever kills it.</summary>
    public Task DeadAsync() => process.WaitForExitAsync().WaitAsync(Patience);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartOf(IReadOnlyDictionary<string, string>? beside, string[] under, string[] words)
    {
        string[] known = beside is null ? [] : ["exec", "--depsfile", "StudentRecords.Tests.deps.json", "--runtimeconfig", "StudentRecords.Tests.runtimeconfig.json"];
        string[] all = [.. under, "dotnet", .. known, "StudentRecords.Web.dll", .. words];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in beside ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            address.TrySetResult(new Uri(found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Student records: (http\S+)")]
    private static partial Regex Listening();
}
