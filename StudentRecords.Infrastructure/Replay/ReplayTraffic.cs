using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>Sends the whole data set through the door, phase after phase, as the systems of a university would.</summary>
internal sealed class ReplayTraffic(IDbContextFactory<RegistryDbContext> store, ReplayDoor door, ReplayTally tally, TextWriter output)
{
    private const int BatchSize = 1000;

    public async Task SendAsync(OuladFolder folder, OuladMessages messages, CancellationToken ct)
    {
        await PhaseAsync("catalogue (F001)", "F001", "CM", messages.Catalogue(), ct);
        await PhaseAsync("applications (F045)", "F045", "UCAS", messages.Applications(), ct);
        await PhaseAsync("handovers (F005)", "F005", "CRM", messages.Handovers(), ct);
        await PhaseAsync("identity checks (F026)", "F026", "OIV", OuladMessages.Verifications(await CasesAsync(ct)), ct);
        await PhaseAsync("module selections (F011)", "F011", "EWP", messages.Selections(), ct);
        await PhaseAsync("payments (F010)", "F010", "FIN", messages.Payments(), ct);
        await PhaseAsync("marks (F016)", "F016", "VLE", folder.Marks().Select(messages.Mark), ct);
        await PhaseAsync("withdrawals (F011)", "F011", "EWP", messages.Withdrawals(), ct);
    }

    /// <summary>The next batch is read while the one before is written, and sent after it: student numbers are given in the order of arrival.</summary>
    private async Task PhaseAsync(string name, string flow, string source, IEnumerable<string> lines, CancellationToken ct)
    {
        var (sent, repeated, watch) = (0, 0, Stopwatch.StartNew());
        Task<ReplayAnswer>? before = null;
        foreach (var batch in lines.Chunk(BatchSize))
        {
            await CountAsync(before);
            before = door(flow, source, batch, ct);
        }

        await CountAsync(before);
        tally.Took(watch.Elapsed);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"sent {name}: {sent}, of them known already {repeated}, {sent / watch.Elapsed.TotalSeconds:0} a second"));

        async Task CountAsync(Task<ReplayAnswer>? sending)
        {
            if (sending is not null)
            {
                var answer = await sending;
                tally.Count(answer);
                sent += answer.Received;
                repeated += answer.Repeated;
            }
        }
    }

    /// <summary>The verifier answers the requests that the record's F025 put to it.</summary>
    private async Task<List<string>> CasesAsync(CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        return await db.Set<IdentityVerification>().OrderBy(v => v.CaseReference).Select(v => v.CaseReference).ToListAsync(ct);
    }
}
