using System.Diagnostics;
using Microsoft.Data.Sqlite;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>The application as a process of its own on a test's database, so that it can be killed as an operating system kills.</summary>
internal sealed class RegistryProcess : IDisposable
{
    private readonly Process process;

    private RegistryProcess(Process process) => this.process = process;

    public static RegistryProcess Start(string file)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in (string[])["StudentRecords.Web.dll", "--urls", "http://127.0.0.1:0", "--Database:Path", file])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_NOLOGO"] = "1";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new RegistryProcess(process);
    }

    /// <summary>kill -9, at a moment when the count is more than nothing and less than all.</summary>
    /// <returns>What the count is once the process is dead: work that was being saved at that moment may have been saved.</returns>
    public async Task<long> KillInTheMiddleAsync(TestRegistry registry, string count, long all, TimeSpan patience)
    {
        await using var connection = new SqliteConnection($"Data Source={registry.File};Default Timeout=60");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = count;
        var watch = Stopwatch.StartNew();
        long now = 0;
        while (now == 0 && watch.Elapsed < patience && !process.HasExited)
        {
            await Task.Delay(5);
            now = (long)(await command.ExecuteScalarAsync())!;
        }

        if (now == 0)
        {
            throw new InvalidOperationException(process.HasExited ? $"The process ended by itself with {process.ExitCode}." : "The work did not begin.");
        }

        process.Kill();
        await process.WaitForExitAsync();
        now = (long)(await command.ExecuteScalarAsync())!;
        return now < all ? now : throw new InvalidOperationException("The work was done before it could be killed.");
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
}
