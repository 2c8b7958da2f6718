using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>Where another system's figure of a flow enters, whatever brought it: it is compared with the record's own and what was found is kept.</summary>
public sealed class ReconciliationDoor(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const int MostSentAgain = 1000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>Null when the system stands at an end of the flow; otherwise why it has nothing to compare.</summary>
    public static Refusal? Refuses(string flow, string system) => FlowCatalogue.Find(flow) switch
    {
        null => new Refusal("UNKNOWN_FLOW", $"There is no flow {flow}.", "Flow catalogue"),
        { } known when !IsOutgoing(known, system) && !IsIncoming(known, system) => new Refusal("NOT_YOURS", $"{flow} runs from {known.From} to {known.To}; {system} has nothing of it to compare.", "Flow catalogue"),
        _ => null,
    };

    /// <summary>Compares. The same figure again is answered with what was found then.</summary>
    /// <exception cref="ArgumentException">The system has no part in the flow; ask <see cref="Refuses"/> first.</exception>
    public async Task<Outcome<ReconciliationAnswer>> TakeAsync(string flow, string system, string text, string channel, CancellationToken ct)
    {
        var known = Known(flow, system);
        if (!TryRead(text, out var figure, out var faults))
        {
            return Outcome<ReconciliationAnswer>.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var (isOutgoing, hash) = (IsOutgoing(known, system), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        if (await db.Set<ReconciliationRun>().AsNoTracking().SingleOrDefaultAsync(r => r.System == system && r.Flow == known.Code && r.FigureId == figure.Id, ct) is { } before)
        {
            return before.FigureHash == hash
                ? await AnswerAsync(db, before, repeated: true, ct)
                : Outcome<ReconciliationAnswer>.Refused(new Refusal("CONFLICT", $"The figure {figure.Id} came before with another content. Give the new one another id.", "Reconciliation", "/id"));
        }

        var held = await new OurSide(db, known, system, isOutgoing).ForAsync(figure, ct);
        var comparison = Comparison.Of(held, figure, Grouping.CountsPounds(known));
        var run = new ReconciliationRun(known.Code, system, isOutgoing, figure, hash, channel, clock.GetUtcNow());
        run.Take(comparison);
        await KeepAsync(db, run, comparison, ct);
        return await AnswerAsync(db, run, repeated: false, ct);
    }

    /// <summary>The record's own totals, for a system that compares by itself.</summary>
    /// <exception cref="ArgumentException">The system has no part in the flow; ask <see cref="Refuses"/> first.</exception>
    public async Task<Outcome<OurFigure>> FigureAsync(string flow, string system, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var known = Known(flow, system);
        if (new PartnerFigure { Id = "asked", From = from, To = to, Items = [] }.Faults() is { Count: > 0 } faults)
        {
            return Outcome<OurFigure>.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var held = await new OurSide(db, known, system, IsOutgoing(known, system)).PeriodAsync(from, to, ct);
        var totals = Comparison.Totals(held.Where(m => m.Counts), Grouping.CountsPounds(known));
        return new OurFigure(known.Code, from, to, totals.Values.Sum(g => g.Count), [.. totals.Values.OrderBy(g => g.Group, StringComparer.Ordinal)]);
    }

    private static Flow Known(string flow, string system) => Refuses(flow, system) is { } refusal ? throw new ArgumentException(refusal.Sentence, nameof(flow)) : FlowCatalogue.Find(flow)!;

    private static bool IsOutgoing(Flow flow, string system) => flow.To == system && flow.Direction is FlowDirection.Out or FlowDirection.Observed;

    private static bool IsIncoming(Flow flow, string system) => flow.From == system && flow.Direction is FlowDirection.In or FlowDirection.Observed;

    private static bool TryRead(string text, out PartnerFigure figure, out IReadOnlyList<Refusal> faults)
    {
        try
        {
            figure = JsonSerializer.Deserialize<PartnerFigure>(text, Json) ?? new PartnerFigure();
            faults = figure.Faults();
        }
        catch (JsonException e)
        {
            (figure, faults) = (new PartnerFigure(), [new Refusal("FIGURE_UNREADABLE", $"This is not a figure in JSON: {e.Message}", "Reconciliation")]);
        }

        return faults.Count == 0;
    }

    private static async Task KeepAsync(RegistryDbContext db, ReconciliationRun run, Comparison comparison, CancellationToken ct)
    {
        await using var whole = await db.BeginAsync(ct);
        // which messages it is, once known, is not forgotten for totals that differ
        var open = await db.Set<ReconciliationRun>().Where(r => r.System == run.System && r.Flow == run.Flow && r.IsOutgoing == run.IsOutgoing && r.From >= run.From && r.To <= run.To
            && (r.State == ReconciliationState.Differs || (r.State == ReconciliationState.Drift && run.State != ReconciliationState.Differs))).ToListAsync(ct);
        open.ForEach(r => r.Supersede());
        db.Add(run);
        db.AddRange(comparison.Groups.Select(g => new ReconciledGroup(run.Id, g)));
        db.AddRange(comparison.Drift.Select(d => new DriftItem(run, d)));
        await db.SaveAsync(new ChangeContext
        {
            Caller = Caller.System(run.System), At = run.At, Act = "ReconcileFlow", Reason = $"{run.System} told its figure {run.FigureId} of {run.Flow}", Cause = CauseKind.FlowMessage, CauseReference = run.FigureId,
        }, ct);
        await whole.CommitAsync(ct);
    }

    private static async Task<ReconciliationAnswer> AnswerAsync(RegistryDbContext db, ReconciliationRun run, bool repeated, CancellationToken ct)
    {
        var groups = await db.Set<ReconciledGroup>().AsNoTracking().Where(g => g.RunId == run.Id && !g.IsSame).OrderBy(g => g.Group).ToListAsync(ct);
        var drift = db.Set<DriftItem>().AsNoTracking().Where(d => d.RunId == run.Id);
        var kinds = await drift.GroupBy(d => d.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var again = run.IsOutgoing ? [] : await drift.Where(d => d.Kind == DriftKind.UnknownHere || (d.Kind == DriftKind.OtherVersion && d.TheirVersion > d.OurVersion)).OrderBy(d => d.Id).Take(MostSentAgain)
            .Select(d => new { d.Key, d.TheirVersion }).ToListAsync(ct);
        return new ReconciliationAnswer
        {
            Run = run.Id, Flow = run.Flow, State = run.State.ToString(), Repeated = repeated, OurCount = run.OurCount, TheirCount = run.TheirCount,
            Differing = [.. groups.Select(g => new GroupAnswer(g.Group, g.OurCount, g.OurHash, g.OurPounds, g.TheirCount, g.TheirHash, g.TheirPounds))],
            Drift = kinds.OrderBy(k => k.Key).ToDictionary(k => k.Key.ToString(), k => k.Count),
            SendAgain = [.. again.Select(a => new PartnerItem(a.Key, a.TheirVersion ?? 0))],
        };
    }
}
