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

    /// <summary>kill -9, at a moment when the count is more than nothing and less than all: the store is held shut until the process is dead.</summary>
    /// <returns>What the count was.</returns>
    public async Task<long> KillInTheMiddleAsync(TestRegistry registry, string count, long all, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience && !process.HasExited)
        {
            await using (var connection = new SqliteConnection($"Data Source={registry.File};Default Timeout=60"))
            {
                await connection.OpenAsync();
                await using var hold = connection.BeginTransaction(deferred: false);
                await using var command = connection.CreateCommand();
                command.Transaction = hold;
                command.CommandText = count;
                var now = (long)(await command.ExecuteScalarAsync())!;
                if (now > 0 && now < all)
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                    return now;
                }
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException(process.HasExited ? $"The process ended by itself with {process.ExitCode}." : "The work was not met in its middle.");
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
