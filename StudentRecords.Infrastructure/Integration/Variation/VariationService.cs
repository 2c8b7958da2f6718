using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>Sets which systems and flows the institution operates, and how.</summary>
public sealed class VariationService(IDbContextFactory<RegistryDbContext> store, FlowSwitch switches)
{
    private const int LongestText = 200;

    /// <summary>Sets one system with its flows. What waits to be sent on a flow that rests from now on is set aside; it can be sent again by replay.</summary>
    public async Task<Outcome> SetAsync(SetLocalSystem request, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        var faults = Faults(request).ToList();
        if (faults.Count > 0)
        {
            return Outcome.From(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var system = await db.Set<LocalSystem>().SingleOrDefaultAsync(s => s.System == request.System, ct);
        if (system is null)
        {
            db.Add(system = new LocalSystem(request.System));
        }

        system.Set(request.IsOperated, Tidy(request.Product), Tidy(request.Owner));
        var codes = request.Flows.Select(f => f.Flow).ToList();
        var held = await db.Set<LocalFlow>().Where(f => codes.Contains(f.Flow)).ToDictionaryAsync(f => f.Flow, ct);
        foreach (var set in request.Flows)
        {
            var model = FlowCatalogue.Find(set.Flow)!;
            if (!held.TryGetValue(set.Flow, out var flow))
            {
                db.Add(flow = new LocalFlow(set.Flow));
            }

            flow.Set(set.IsOperated, Differs(set.Owner, model.Owner), Differs(set.Cadence, model.Promise), Differs(set.Channel, model.Channel));
            flow.Hide(set.HidesCancelled ?? flow.HidesCancelled);
        }

        await db.SaveAsync(change, ct);
        await RestAsync(db, change, ct);
        await whole.CommitAsync(ct);
        switches.Forget();
        return Outcome.Done;
    }

    /// <summary>Stops one flow with the change's reason: what comes is kept and not applied, what goes out waits.</summary>
    public Task<Outcome> PauseAsync(string flow, ChangeContext change, CancellationToken ct = default) => TurnAsync(flow, f => f.Pause(change.Reason), change, ct);

    /// <summary>Lets it run again; what was kept is tried in the order in which it came.</summary>
    public Task<Outcome> ResumeAsync(string flow, ChangeContext change, CancellationToken ct = default) => TurnAsync(flow, f => f.Resume(), change, ct);

    private async Task<Outcome> TurnAsync(string flow, Action<LocalFlow> turn, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.FlowMessages, Level.Change);
        if (FlowCatalogue.Find(flow) is not { IsKeyed: false } known)
        {
            return Outcome.Refused("UNKNOWN_FLOW", $"There is no flow {flow} that messages travel on.", "Flow catalogue");
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<LocalFlow>().SingleOrDefaultAsync(f => f.Flow == known.Code, ct) is not { } local)
        {
            db.Add(local = new LocalFlow(known.Code));
        }

        turn(local);
        await db.SaveAsync(change, ct);
        if (local.PausedBecause is null)
        {
            await db.Set<InboxMessage>().Where(m => m.State == InboxState.Parked && m.WaitsFor == Disposition.WaitOf(known.Code)).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, change.At), ct);
        }

        await whole.CommitAsync(ct);
        switches.Forget();
        return Outcome.Done;
    }

    /// <summary>What waits on flows that do not run here waits no longer.</summary>
    private static async Task RestAsync(RegistryDbContext db, ChangeContext change, CancellationToken ct)
    {
        var resting = (await LocalReading.TermsAsync(db, ct)).Resting;
        var waiting = await db.Set<OutboxMessage>().Where(m => resting.Contains(m.Flow) && m.State == OutboxState.Unsent).ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return;
        }

        waiting.ForEach(m => m.SetAside(LocalReading.Resting(m.Flow)));
        await AuditTrail.TellAsync(db, change, nameof(OutboxMessage), [.. waiting.Select(m => (m.Id, SentAgain.Words(m.Id, "set aside: not operated", OutboxState.Unsent, OutboxState.SetAside)))], ct);
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<Refusal> Faults(SetLocalSystem request)
    {
        if (request.System is "SIS" or "ESB" || !SystemCatalogue.Names.ContainsKey(request.System))
        {
            yield return new Refusal("UNKNOWN_SYSTEM", $"{request.System} is not a system that the record speaks with.", "System catalogue", nameof(request.System));
        }

        foreach (var flow in request.Flows.Where(f => FlowCatalogue.Find(f.Flow) is not { } known || (known.From != request.System && known.To != request.System)))
        {
            yield return new Refusal("NOT_ITS_FLOW", $"{flow.Flow} is no flow of {request.System}.", "Flow catalogue", flow.Flow);
        }

        if (request.Flows.FirstOrDefault(f => f.HidesCancelled == true && f.Flow != LocalFlow.PortalFlow) is { } other)
        {
            yield return new Refusal("NOT_THE_PORTAL", $"Whether cancelled teaching is shown is said of {LocalFlow.PortalFlow}, not of {other.Flow}.", "Local variation", other.Flow);
        }

        if (request.Flows.SelectMany(f => new[] { f.Owner, f.Cadence, f.Channel }).Append(request.Product).Append(request.Owner).Any(t => t?.Trim().Length > LongestText))
        {
            yield return new Refusal("TOO_LONG", $"Names, cadences and channels have {LongestText} characters at most.");
        }
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Differs(string? text, string model) => Tidy(text) is { } tidy && tidy != model ? tidy : null;
}
