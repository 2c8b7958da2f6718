using System.Diagnostics;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults.Far;

/// <summary>Other systems on a port of this machine, as a process of their own (<see cref="FarProgram"/>): <c>/BI</c>, <c>/WELL</c>. It is killed as the hub is, and comes back with what it had.</summary>
internal sealed class FarPort : IAsyncDisposable
{
    private const string Loopback = "127.0.0.1";

    private readonly Dictionary<string, string> secrets;
    private readonly string folder = RunFolder.NewFolder();
    private readonly int port = FixedPort.Free();
    private Process? process;

    private FarPort(string[] names)
    {
        secrets = names.ToDictionary(n => n, _ => WebhookSignature.NewSecret());
        Books = new FarBooks(folder);
    }

    public IEnumerable<string> Names => secrets.Keys;

    public FarBooks Books { get; }

    public static async Task<FarPort> OpenAsync(params string[] names)
    {
        var far = new FarPort(names);
        await far.ComeBackAsync();
        return far;
    }

    public string Address(string name) => $"http://{Loopback}:{port}/{name}";

    public string Secret(string name) => secrets[name];

    public IReadOnlyList<TakenMessage> Taken(string name) => Books.Taken(name);

    /// <summary>kill -9, whatever has been taken and is being answered.</summary>
    public async Task DieAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>Starts it unless it lives; returns once it listens.</summary>
    public async Task ComeBackAsync()
    {
        if (process is not null)
        {
            return;
        }

        string[] words = ["exec", "StudentRecords.Tests.dll", $"{port}", folder, .. secrets.SelectMany(s => (string[])[s.Key, s.Value])];
        process = Process.Start(new ProcessStartInfo("dotnet", words) { WorkingDirectory = AppContext.BaseDirectory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() != FarProgram.Ready)
        {
            throw new InvalidOperationException($"The far systems did not start: {await error}");
        }
    }

    public async ValueTask DisposeAsync() => await DieAsync();
}
