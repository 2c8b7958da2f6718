using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Switching;

/// <summary>Signs the comparison of a parallel run, after which the sender's older version is refused from a day on.</summary>
public sealed class SwitchService(IDbContextFactory<RegistryDbContext> store, InboundFlows flows, SignedSwitches switches)
{
    /// <summary>Refused while anything of the run does not say the same, or too little of what came in the older version was compared.</summary>
    public async Task<Outcome<ContractSwitch>> SignAsync(SignSwitch request, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Decide);
        var versions = SwitchQueries.SeveralVersions(flows, request.Flow).Where(m => m.Type == request.Type).ToList();
        if (versions is not [var (type, version, lastDay)])
        {
            return Outcome<ContractSwitch>.Refused("ONE_VERSION", "This message is taken in one version only.", request.Flow);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Set<ContractSwitch>().AnyAsync(s => s.Flow == request.Flow && s.Type == type && s.ToVersion == version, ct))
        {
            return Outcome<ContractSwitch>.Refused("SIGNED", "The comparison of this version is signed already.", request.Flow);
        }

        var outcome = ContractSwitch.Sign(request.Flow, type, await SwitchQueries.RunAsync(db, request.Flow, type, version, ct), await SwitchQueries.UsedAsync(db, request.Flow, type, version, change.At, ct), request.From, lastDay, change.Caller.Name, change.At);
        if (outcome.Succeeded)
        {
            db.Add(outcome.Value!);
            await db.SaveAsync(change, ct);
            await transaction.CommitAsync(ct);
            switches.Forget();
        }

        return outcome;
    }
}

/// <summary>Which message is to be taken in its newest version alone.</summary>
public sealed record SignSwitch
{
    public required string Flow { get; init; }

    public required string Type { get; init; }

    /// <summary>The first day on which the older version is refused.</summary>
    public required DateOnly From { get; init; }
}
