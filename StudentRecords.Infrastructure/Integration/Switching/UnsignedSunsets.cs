using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Messages whose older version the contract itself will end within 30 days, while their sender still uses it and nobody has signed that it may move: from that day on all that it sends is refused.</summary>
internal sealed class UnsignedSunsets(IDbContextFactory<RegistryDbContext> store, InboundFlows flows, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.FlowMessages, Level.Change))
        {
            return [];
        }

        var (now, today) = (clock.GetUtcNow(), clock.Today());
        await using var db = await store.CreateDbContextAsync(ct);
        var resting = (await LocalReading.TermsAsync(db, ct)).Resting;
        List<WaitingWork> waiting = [];
        foreach (var flow in flows.All.Where(f => f.Contracts.Count > 1 && !resting.Contains(f.Flow)).Select(f => f.Flow).Distinct().Order(StringComparer.Ordinal))
        {
            var ending = SwitchQueries.SeveralVersions(flows, flow).Where(m => m.LastDay >= today && m.LastDay.AddDays(-ContractSwitch.Notice.Days) <= today).ToList();
            var count = 0;
            foreach (var (type, version, _) in ending)
            {
                var isSigned = await db.Set<ContractSwitch>().AnyAsync(s => s.Flow == flow && s.Type == type && s.ToVersion == version, ct);
                count += !isSigned && await SwitchQueries.UsedAsync(db, flow, type, version, now, ct) > 0 ? 1 : 0;
            }

            if (count > 0)
            {
                var until = ending.Min(m => m.LastDay);
                waiting.Add(new WaitingWork(count, $"message of {flow} whose older version ends on {until:d MMM yyyy} without a signed comparison", $"messages of {flow} whose older version ends on {until:d MMM yyyy} without a signed comparison", $"/flows/{flow}/versions", IsUrgent: true));
            }
        }

        return waiting;
    }
}
