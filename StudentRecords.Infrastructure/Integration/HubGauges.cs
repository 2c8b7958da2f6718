using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>How each flow stands, for whoever collects metrics: what waits and since when, how deep its deepest lane is, what is quarantined, how many runs stand apart. Read twice a minute, and only while somebody collects.</summary>
internal sealed class HubGauges : HubPump
{
    private static readonly Caller Watch = Caller.System("METRICS");

    private readonly Meter meter;
    private readonly List<Instrument> gauges = [];
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private IReadOnlyList<FlowGauge> read = [];

    public HubGauges(IServiceScopeFactory scopes, TimeProvider clock, IConfiguration configuration, ILogger<HubGauges> log)
        : base(TimeSpan.FromSeconds(30), configuration, log)
    {
        (this.scopes, this.clock) = (scopes, clock);
        meter = new Meter(new MeterOptions(HubTelemetry.Name) { Scope = this });
        Gauge("hub.outbox.unsent", "{message}", "Messages that are due and not delivered.", f => f.Row.Traffic.Queued);
        Gauge("hub.outbox.lane.depth", "{message}", "Undelivered messages in the flow's deepest lane.", f => f.Depth);
        Gauge("hub.inbox.quarantined", "{message}", "Messages that only a person can move.", f => f.Row.Traffic.Quarantined);
        Gauge("hub.reconciliation.drift", "{run}", "Comparisons with the other system that stand apart.", f => f.Drift);
        Age("hub.outbox.oldest.age", "How long the oldest message has been due that is not delivered.", f => f.Row.Traffic.OldestDue);
        Age("hub.inbox.oldest.age", "How long the oldest message has waited that came and has no effect yet.", f => f.Row.Traffic.OldestRetried < f.Row.Traffic.OldestParked ? f.Row.Traffic.OldestRetried : f.Row.Traffic.OldestParked ?? f.Row.Traffic.OldestRetried);
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    internal override async Task BeatAsync(CancellationToken ct)
    {
        if (!gauges.Exists(g => g.Enabled))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<FlowQueries>().AllAsync(Watch, ct);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var lanes = await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Unsent || m.State == OutboxState.Dead).GroupBy(m => new { m.Flow, m.Destination, m.Aggregate }).Select(g => new { g.Key.Flow, Depth = g.Count() }).ToListAsync(ct);
        var depths = lanes.GroupBy(l => l.Flow).ToDictionary(g => g.Key, g => g.Max(l => l.Depth));
        var drift = (await db.Set<ReconciliationRun>().Where(r => r.State == ReconciliationState.Differs || r.State == ReconciliationState.Drift).GroupBy(r => r.Flow).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        read = [.. rows.Where(r => r.Rests is null).Select(r => new FlowGauge(r, depths.GetValueOrDefault(r.Flow.Code), drift.GetValueOrDefault(r.Flow.Code)))];
    }

    private void Gauge(string name, string unit, string says, Func<FlowGauge, int> value) =>
        gauges.Add(meter.CreateObservableGauge(name, () => read.Select(f => new Measurement<int>(value(f), new KeyValuePair<string, object?>("flow", f.Row.Flow.Code))), unit, says));

    /// <summary>In seconds at the moment of the question; 0 when nothing waits.</summary>
    private void Age(string name, string says, Func<FlowGauge, DateTimeOffset?> since) =>
        gauges.Add(meter.CreateObservableGauge(name, () => read.Select(f => new Measurement<double>(since(f) is { } from ? (clock.GetUtcNow() - from).TotalSeconds : 0, new KeyValuePair<string, object?>("flow", f.Row.Flow.Code))), "s", says));

    private sealed record FlowGauge(FlowRow Row, int Depth, int Drift);
}
