using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Integration.Simulator.Formats;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Plays every outside system against a running registry for a term, over the real doors, and lets each tell what it holds when the term is over.</summary>
/// <param name="services">The registry's use cases, on the same database.</param>
/// <param name="hub">The way to the running registry.</param>
/// <param name="setting">How it is played.</param>
/// <param name="say">Told what happens, in a line each.</param>
internal sealed class SimulatedTerm(IServiceProvider services, HttpClient hub, TermSetting setting, Action<string> say)
{
    /// <summary>The longest period that is compared at once goes back so far.</summary>
    private const int DaysBack = 398;

    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();
    private readonly Dictionary<string, FarSide> sides = SystemCatalogue.Names.Keys.Where(s => s is not ("SIS" or "ESB") && setting.Systems?.Contains(s) != false).ToDictionary(s => s, s => new FarSide(s));

    public async Task<TermResult> PlayAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var faults = new ReceiverFaults();
        var webhooks = new WebhookDoor(sides, faults, setting.Losses, clock);
        await using var receiver = await Receiver.OpenAsync(setting.Port, webhooks, sides.TryGetValue(NamedFormats.Identity, out var identity) ? new ScimDoor(identity, webhooks.Heard, faults, setting.Losses) : null, ct);
        var setup = new PartnerSetup(services, clock);
        var desk = new OperatorAtDesk(services, setup);
        var incoming = new IncomingFolder(services.GetRequiredService<HubFolders>());
        var outgoing = new OutgoingFolder(services.GetRequiredService<HubFolders>(), setting.Losses, new FieldReaders(refuses: setting.Files), setting.Files ? incoming : null, setting.Mark);
        sides.Values.ToList().ForEach(outgoing.Begin);
        var (setAside, sentAgain, settled) = await desk.ClearAsync(ct);
        say($"The desk is clear: {setAside} messages set aside, {sentAgain} sent again, {settled} earlier comparisons settled.");
        await setup.MakeAsync(sides, receiver.Address, today.AddDays(-DaysBack), ct);
        var operated = await OperatedAsync(ct);
        say($"{sides.Count} systems have a key and a way to {receiver.Address}; {operated.Count} flows are operated.");

        var line = new HubLine(hub, clock, setting.Patience);
        var scene = await SceneReading.ReadAsync(services, setting, today, ct);
        var postman = new Postman(line, incoming, setting, scene.Dice);
        var stage = new StagePlay(services, sides, postman, webhooks, outgoing, incoming, new StudentFunding(services, setup), scene, setting, operated.Select(f => f.Code).ToHashSet());
        var staff = new RegistryStaff(services, setup, scene, sides, setting.Files);
        foreach (var now in Enum.GetValues<TermStage>())
        {
            await staff.ActAsync(now, ct);
            say($"{now}: {await stage.PlayAsync(now, ct)}");
        }

        say($"{await desk.DecideAsync(postman.ForTheDesk, ct)} messages that were wrong on purpose are set aside.");
        await CheckAnswersAsync(outgoing.Answered, ct);
        var undelivered = await stage.UndeliveredAsync(ct);
        var compared = await new FigureTeller(line, setting.Mark, today.AddDays(-DaysBack), today.AddDays(1)).TellAsync(sides, operated, ct);
        return new TermResult([.. sides.Values], compared, undelivered) { ToCompare = setting.IsWhole ? [.. operated.Where(f => !string.IsNullOrWhiteSpace(f.Reconciliation)).Select(f => f.Code)] : [] };
    }

    /// <summary>The record takes every answer to a file that it wrote.</summary>
    private async Task CheckAnswersAsync(IReadOnlyList<(FarSide By, string Batch, int Rows)> answered, CancellationToken ct)
    {
        var batches = answered.Select(a => a.Batch).ToList();
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var taken = (await db.Set<DropFile>().AsNoTracking().Where(f => batches.Contains(f.Batch!)).ToListAsync(ct)).ToLookup(f => f.Batch);
        foreach (var (by, batch, rows) in answered.Where(a => !taken[a.Batch].Any(f => f.State == DropFileState.Archived && f.Applied == a.Rows)))
        {
            by.Amiss.Enqueue($"Of {rows} answers in {batch}, {taken[batch].Sum(f => f.Applied)} were taken ({taken[batch].Select(f => f.ReasonCode).FirstOrDefault() ?? "no reason"}).");
        }
    }

    private async Task<IReadOnlyList<Flow>> OperatedAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var terms = new LocalTerms(await db.Set<LocalSystem>().AsNoTracking().ToListAsync(ct), await db.Set<LocalFlow>().AsNoTracking().ToListAsync(ct));
        return [.. FlowCatalogue.All.Where(f => terms.Refuses(f) is null)];
    }
}
