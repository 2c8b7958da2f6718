using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Tests.Support;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults.Long;

/// <summary>The scheduler's process killed in the middle of a job that brings in a file: another goes on, and each row has its effect once.</summary>
[Collection(LongFaults.Name)]
public sealed class DropKillTests(ITestOutputHelper output)
{
    private const int Rows = 6_000;
    private const string RowsIn = "SELECT COUNT(*) FROM InboxMessage WHERE Channel = 'file'";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [FactForFaults]
    public async Task FileWhoseJobIsKilledTwice_IsBroughtInOnce_AndIsRefusedWhenItComesAgain()
    {
        await using var scene = await FaultScene.MakeAsync(pace: 20, students: 50);
        Drop(scene, "payments.ndjson", "b1");
        var atKill = new List<long>();
        for (var kill = 0; kill < 2; kill++)
        {
            var process = await scene.StartAsync(drum: "on");
            atKill.Add(await process.KillInTheMiddleAsync(scene.Registry, atKill is [.., var before] ? $"SELECT MAX(0, ({RowsIn}) - {before})" : RowsIn, Rows, Patience));
            await scene.BuryAsync(process);
        }

        await scene.StartAsync(drum: "on");
        var first = await EndedAsync(scene, "payments.ndjson");
        Drop(scene, "again.ndjson", "b2");
        var again = await EndedAsync(scene, "again.ndjson");

        await using var db = scene.Registry.CreateDbContext();
        var payments = await db.Set<Payment>().Select(p => p.Amount).ToListAsync();
        var jobs = await db.Set<JobRequest>().Where(j => j.Kind == nameof(DropFolderJob)).ToListAsync();
        LongFaults.Tell(output, $"File of {Rows:N0} rows, killed at {string.Join(" and ", atKill)} more: {payments.Count:N0} payments, £{payments.Sum():N2}; {jobs.Sum(j => j.Attempts)} runs; the same content again: {again.ReasonCode}");
        Assert.Equal((DropFileState.Archived, Rows), (first.State, first.Applied));
        Assert.Equal((DropFileState.Rejected, "DUPLICATE_FILE"), (again.State, again.ReasonCode));
        Assert.Equal((Rows, Enumerable.Range(1, Rows).Sum(n => (decimal)n)), (payments.Count, payments.Sum()));
    }

    private static void Drop(FaultScene scene, string name, string batch)
    {
        var incoming = Directory.CreateDirectory(new SystemFolder("FIN", Path.Combine(scene.Root, "FIN")).Incoming).FullName;
        var content = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, Rows).Select(n => Saying.Payment($"f-{n}", scene.Students[n % scene.Students.Count], n).Text)));
        File.WriteAllBytes(Path.Combine(incoming, name), content);
        File.WriteAllText(Path.Combine(incoming, name + DropManifest.Ending), JsonSerializer.Serialize(new { flow = "F010", contract = 1, sha256 = Convert.ToHexString(SHA256.HashData(content)), rows = Rows, batch }));
    }

    private static async Task<DropFile> EndedAsync(FaultScene scene, string name)
    {
        using var end = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await scene.Registry.ReadAsync(db => db.Set<DropFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Name == name && f.State != DropFileState.Claimed, end.Token)) is { } file)
            {
                return file;
            }

            await Task.Delay(50, end.Token);
        }
    }
}
