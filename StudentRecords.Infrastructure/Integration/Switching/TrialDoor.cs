using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>
/// Takes messages of a parallel run: in the newest version of a contract, beside the same ones in an older version that count. Each
/// is held against the applied message of its key and source version. Nothing is applied.
/// </summary>
public sealed class TrialDoor
{
    private readonly IDbContextFactory<RegistryDbContext> store;
    private readonly InboundFlows flows;
    private readonly ArrivalReader reader;
    private readonly TimeProvider clock;

    internal TrialDoor(IDbContextFactory<RegistryDbContext> store, InboundFlows flows, ArrivalReader reader, TimeProvider clock) => (this.store, this.flows, this.reader, this.clock) = (store, flows, reader, clock);

    /// <summary>Null where a parallel run is to be had; otherwise why not.</summary>
    public Refusal? Refuses(string flow) => flows.All.Any(f => f.Flow == flow && f.Contracts.Count > 1) ? null : new Refusal("ONE_VERSION", $"{flow} is taken in one version only; there is nothing to try.", flow);

    /// <summary>One line for each message, in their order.</summary>
    public async Task<IReadOnlyList<TrialLine>> SubmitAsync(string flow, string source, IReadOnlyList<string> lines, string channel, CancellationToken ct)
    {
        List<TrialLine> told = [];
        List<Arrival> arrivals = [];
        foreach (var (raw, i) in lines.Select((raw, i) => (raw, i)))
        {
            if (reader.Read(flow, source, raw, i + 1, channel, null, out var turned) is { } arrival)
            {
                arrivals.Add(arrival);
            }
            else
            {
                told.Add(new TrialLine(i + 1, null, TrialOutcome.Unreadable, turned!.Reason!));
            }
        }

        foreach (var some in arrivals.Chunk(500))
        {
            told.AddRange(await TakeAsync(flow, some, ct));
        }

        return [.. told.OrderBy(t => t.Line)];
    }

    private async Task<IReadOnlyList<TrialLine>> TakeAsync(string flow, IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var keys = arrivals.Select(a => a.Message.BusinessKey).Distinct().ToList();
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var applied = (await db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == flow && keys.Contains(m.BusinessKey) && m.State == InboxState.Applied).ToListAsync(ct)).ToLookup(m => (m.Type, m.BusinessKey, m.SourceVersion));
        var known = await db.Set<ContractTrial>().Where(t => t.Flow == flow && keys.Contains(t.Key)).ToDictionaryAsync(t => (t.Type, t.Version, t.Key, t.SourceVersion), ct);
        List<TrialLine> told = [];
        foreach (var arrival in arrivals)
        {
            var message = arrival.Message;
            var (outcome, findings) = Hold(arrival, applied[(message.Type, message.BusinessKey, message.SourceVersion)].FirstOrDefault());
            var id = (message.Type, message.ContractVersion, message.BusinessKey, message.SourceVersion);
            if (!known.TryGetValue(id, out var trial))
            {
                db.Add(known[id] = trial = new ContractTrial(flow, message.Type, message.ContractVersion, message.BusinessKey, message.SourceVersion));
            }

            trial.Came(outcome, findings, clock.GetUtcNow());
            told.Add(new TrialLine(arrival.Line, message.MessageId, outcome, findings));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return told;
    }

    private (TrialOutcome, string) Hold(Arrival trial, InboxMessage? counts)
    {
        if (trial.Delivery is null)
        {
            return (TrialOutcome.Unreadable, string.Join(", ", trial.Faults.Select(f => f.Field ?? f.Code)));
        }

        if (counts is null || counts.ContractVersion == trial.Message.ContractVersion || reader.Again(counts).Delivery is not { } other)
        {
            return (TrialOutcome.Unmatched, "");
        }

        var differs = SaidAlike.Differences(trial.Delivery, other);
        return differs.Count == 0 ? (TrialOutcome.Same, "") : (TrialOutcome.Differs, string.Join(", ", differs));
    }
}

/// <summary>What one message of a parallel run came to.</summary>
/// <param name="MessageId">Null where it was no message at all.</param>
/// <param name="Findings">Fields that differ, or what of the contract is not met.</param>
public sealed record TrialLine(int Line, string? MessageId, TrialOutcome Outcome, string Findings);
