using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Messages of a flow that are taken in more than one version, each with its parallel run.</summary>
public sealed class SwitchQueries(IDbContextFactory<RegistryDbContext> store, InboundFlows flows, TimeProvider clock)
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
            messages.Add(new VersionsOfMessage(type, version, lastDay, await RunAsync(db, flow, type, version, ct), await UsedAsync(db, flow, type, version, clock.GetUtcNow(), ct), signed.GetValueOrDefault((type, version))));
        }

        return messages;
    }

    /// <summary>Each message with its newest version and the last day of the one before.</summary>
    internal static IEnumerable<(string Type, int Version, DateOnly LastDay)> SeveralVersions(InboundFlows flows, string flow) =>
        from read in flows.All
        where read.Flow == flow && read.Contracts.Count > 1
        from type in read.Types
        select (type, read.Version, read.Contracts.Where(c => c.LastDay is not null).Max(c => c.LastDay!.Value));

    /// <summary>How many of a message were applied that came in an older version within the period that a comparison is to cover.</summary>
    internal static Task<int> UsedAsync(RegistryDbContext db, string flow, string type, int version, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - ContractSwitch.Period;
        return db.Set<InboxMessage>().CountAsync(m => m.Flow == flow && m.State == InboxState.Applied && m.ReceivedAt >= since && m.Type == type && m.ContractVersion < version, ct);
    }

    internal static async Task<TrialRun> RunAsync(RegistryDbContext db, string flow, string type, int version, CancellationToken ct) =>
        new(version, await db.Set<ContractTrial>().AsNoTracking().Where(t => t.Flow == flow && t.Type == type && t.Version == version).OrderBy(t => t.Key).ThenBy(t => t.SourceVersion).ToListAsync(ct));
}

/// <summary>One message that is taken in more than one version.</summary>
/// <param name="LastDay">The day until which the contract takes the older ones.</param>
/// <param name="Used">How many came in an older one in the last <see cref="ContractSwitch.Period"/>.</param>
/// <param name="Signed">Null until the run's comparison is signed.</param>
public sealed record VersionsOfMessage(string Type, int Newest, DateOnly LastDay, TrialRun Run, int Used, ContractSwitch? Signed)
{
    /// <summary>Its sender uses an older version, and the comparison does not cover it.</summary>
    public bool IsUncovered => Used > 0 && Signed is null && (Run.Others > 0 || Run.Same < ContractSwitch.NeededOf(Used));
}
