using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Messages of a flow that are taken in more than one version, each with its parallel run.</summary>
public sealed class SwitchQueries(IDbContextFactory<RegistryDbContext> store, InboundFlows flows)
{
    /// <summary>Empty where every message of the flow has one version.</summary>
    public async Task<IReadOnlyList<VersionsOfMessage>> OfAsync(string flow, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var signed = (await db.Set<ContractSwitch>().AsNoTracking().Where(s => s.Flow == flow).ToListAsync(ct)).ToDictionary(s => (s.Type, s.ToVersion));
        List<VersionsOfMessage> messages = [];
        foreach (var (type, version, lastDay) in SeveralVersions(flows, flow))
        {
            messages.Add(new VersionsOfMessage(type, version, lastDay, await RunAsync(db, flow, type, version, ct), signed.GetValueOrDefault((type, version))));
        }

        return messages;
    }

    /// <summary>Each message with its newest version and the last day of the one before.</summary>
    internal static IEnumerable<(string Type, int Version, DateOnly LastDay)> SeveralVersions(InboundFlows flows, string flow) =>
        from read in flows.All
        where read.Flow == flow && read.Contracts.Count > 1
        from type in read.Types
        select (type, read.Version, read.Contracts.Where(c => c.LastDay is not null).Max(c => c.LastDay!.Value));

    internal static async Task<TrialRun> RunAsync(RegistryDbContext db, string flow, string type, int version, CancellationToken ct) =>
        new(version, await db.Set<ContractTrial>().AsNoTracking().Where(t => t.Flow == flow && t.Type == type && t.Version == version).OrderBy(t => t.Key).ThenBy(t => t.SourceVersion).ToListAsync(ct));
}

/// <summary>One message that is taken in more than one version.</summary>
/// <param name="LastDay">The day until which the contract takes the older ones.</param>
/// <param name="Signed">Null until the run's comparison is signed.</param>
public sealed record VersionsOfMessage(string Type, int Newest, DateOnly LastDay, TrialRun Run, ContractSwitch? Signed);
