using System.Diagnostics;
using System.Text.RegularExpressions;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>The registry as it is delivered, a process of its own on a loopback port.</summary>
internal sealed partial class HubProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The registry ended before it was up."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Resident memory, bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Busy
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public Task<Uri> AddressAsync() => address.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public static HubProcess Start(string database)
    {
        string[] settings = ["--urls", "http://127.0.0.1:0", "--Database:Path", database, "--Hub:AllowedHosts", "127.0.0.1", "--Hub:RequestsPerSecond", "100000", "--Hub:DropFolder", Path.Combine(Path.GetDirectoryName(database)!, "hub"), "--Jobs:Drum", "off"];
        var start = new ProcessStartInfo("dotnet", ["StudentRecords.Web.dll", .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return new HubProcess(start);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null && Listening().Match(line) is { Success: true } found)
        {
            address.TrySetResult(new Uri(found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Student records: (http\S+)")]
    private static partial Regex Listening();
}
