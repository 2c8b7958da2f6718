using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Hosting;

namespace StudentRecords.Web.Verbs;

/// <summary>A whole registry in this process, with the demo institution in a database of its own. A database that was not asked for by name is thrown away.</summary>
internal sealed class OwnRegistry : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;
    private readonly string? scratch;

    private OwnRegistry(WebApplication app, string? scratch) => (this.app, this.scratch) = (app, scratch);

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <exception cref="InvalidOperationException">The demo institution could not be made.</exception>
    public static async Task<OwnRegistry> StartAsync(string preset, string? database, int receiverPort, Action<string> say, CancellationToken ct)
    {
        var scratch = database is null ? Directory.CreateTempSubdirectory("student-records-partners-").FullName : null;
        var path = Path.GetFullPath(database ?? Path.Combine(scratch!, "registry.db"));
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--Database:Path={path}", string.Create(CultureInfo.InvariantCulture, $"--Hub:AllowedHosts:0=127.0.0.1:{receiverPort}"), $"--Hub:DropFolder={Path.Combine(Path.GetDirectoryName(path)!, "hub")}",
            // a term is played at any hour, and Finance takes part in it
            "--Finance:PostingWindow:Opens=00:00", "--Finance:PostingWindow:Closes=23:59:59", "--Finance:PostingWindow:OnWeekends=true",
            "--Demo:Seed=true", $"--Demo:Preset={preset}", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.AspNetCore=Error", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Error",
        ];
        var own = new OwnRegistry(RegistryApplication.Build(args), scratch);
        own.app.MapRegistry();
        await own.app.StartRegistryAsync();
        await own.SeededAsync(say, ct);
        return own;
    }

    public Task WaitAsync(CancellationToken ct) => app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (scratch is not null)
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task SeededAsync(Action<string> say, CancellationToken ct)
    {
        say("  The demo institution is made …");
        while (true)
        {
            await using var db = await Services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
            var job = await db.Set<JobRequest>().AsNoTracking().OrderBy(j => j.Id).FirstAsync(ct);
            switch (job.State)
            {
                case JobState.Succeeded:
                    say($"  {job.Result}");
                    return;
                case JobState.Failed or JobState.Cancelled:
                    throw new InvalidOperationException($"The demo institution could not be made: {job.Result}");
                default:
                    await Task.Delay(Look, ct);
                    break;
            }
        }
    }
}
