using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Files;

/// <summary>A record whose systems drop files.</summary>
internal sealed class DropScene
{
    private readonly CancellationTokenSource stop = new();

    public DropScene()
    {
        Registry = new TestRegistry(settings: new Dictionary<string, string?> { ["Hub:DropFolder"] = Root });
        (Ucas, Vle) = (Folder("UCAS"), Folder("VLE"));
    }

    public string Root { get; } = RunFolder.NewFolder();

    public TestRegistry Registry { get; }

    public SystemFolder Ucas { get; }

    public SystemFolder Vle { get; }

    private IEnumerable<IHostedService> Hosted => Registry.Services.GetServices<IHostedService>();

    public Task StartAsync() => Hosted.Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        Registry.Dispose();
        stop.Dispose();
    }

    /// <summary>A file of lines with its manifest, which may be spoilt.</summary>
    public void Drop(SystemFolder folder, string name, string[] rows, Action<Dictionary<string, object>>? spoil = null) =>
        Drop(folder, name, Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n"), rows.Length, spoil);

    public void Drop(SystemFolder folder, string name, byte[] content, int rows, Action<Dictionary<string, object>>? spoil)
    {
        File.WriteAllBytes(Path.Combine(folder.Incoming, name), content);
        var manifest = new Dictionary<string, object> { ["flow"] = folder.System == "VLE" ? "F016" : "F045", ["contract"] = 1, ["sha256"] = Convert.ToHexString(SHA256.HashData(content)), ["rows"] = rows, ["batch"] = "b1" };
        spoil?.Invoke(manifest);
        File.WriteAllText(Path.Combine(folder.Incoming, name + ".done"), JsonSerializer.Serialize(manifest));
    }

    /// <summary>The answer that lies beside the only file there.</summary>
    public static string[] Result(string rest) => File.ReadAllLines(Directory.GetFiles(rest, "*.result.csv", SearchOption.AllDirectories).Single());

    public SystemFolder Folder(string system)
    {
        var folder = new SystemFolder(system, Path.Combine(Root, system));
        Directory.CreateDirectory(folder.Incoming);
        return folder;
    }

    public Task BeatAsync() => Hosted.OfType<DropFolderWatch>().Single().BeatAsync(default);

    /// <summary>One beat, one job; gives the newest file.</summary>
    public async Task<DropFile> RunAsync()
    {
        Registry.Clock.Advance(TimeSpan.FromSeconds(5));
        await BeatAsync();
        Assert.True(await Registry.Get<JobRunner>().RunNextAsync(default));
        var job = await Registry.ReadAsync(db => db.Set<JobRequest>().OrderByDescending(j => j.Id).FirstAsync());
        Assert.True(job.State == JobState.Succeeded, job.Result);
        return await Registry.ReadAsync(db => db.Set<DropFile>().OrderByDescending(f => f.Id).FirstAsync());
    }
}
