using Microsoft.Extensions.Logging;
using StudentRecords.Domain;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>A message of which nothing was kept here, and why.</summary>
internal sealed record Turned(BusDelivery Delivery, Refusal Why);

/// <summary>Brings what the bus handed over to the hub's door. The sender is the system whose queue it came through.</summary>
internal sealed class BusDoor(HubDoor door, FlowSwitch switches, ILogger<BusDoor> log)
{
    public const string Channel = "bus";

    /// <summary>
    /// Takes them in their order and gives those of which nothing was kept. The fate of all others is on the disk: applied, refused,
    /// parked, quarantined or known before.
    /// </summary>
    /// <exception cref="Exception">The store is away: some may have been taken, and all may be handed over again.</exception>
    public async Task<IReadOnlyList<Turned>> TakeAsync(string system, IReadOnlyList<BusDelivery> deliveries, CancellationToken ct)
    {
        using var span = HubTelemetry.FromBus(system, deliveries.Count);
        var turned = new List<Turned>();
        for (var next = 0; next < deliveries.Count;)
        {
            var flow = deliveries[next].Flow;
            var some = deliveries.Skip(next).TakeWhile(d => d.Flow == flow).ToList();
            next += some.Count;
            if (await switches.RefusesAsync(flow, system, ct) is { } refusal)
            {
                turned.AddRange(some.Select(d => new Turned(d, refusal)));
                continue;
            }

            var readable = new List<(BusDelivery, string)>(some.Count);
            foreach (var delivery in some)
            {
                if (delivery.Text(out var fault) is { } text)
                {
                    readable.Add((delivery, text));
                }
                else
                {
                    turned.Add(new Turned(delivery, fault!));
                }
            }

            turned.AddRange(await SubmitAsync(flow, system, readable, ct));
        }

        return turned;
    }

    private async Task<IReadOnlyList<Turned>> SubmitAsync(string flow, string system, List<(BusDelivery Delivery, string Text)> messages, CancellationToken ct)
    {
        try
        {
            var receipts = await door.SubmitAsync(flow, system, messages.ConvertAll(m => m.Text), Channel, null, ct);
            return [.. messages.Zip(receipts).Where(m => m.Second.Turned).Select(m => new Turned(m.First.Delivery, new Refusal(m.Second.Code!, m.Second.Reason!, flow)))];
        }
        catch (Exception e) when (e is not OperationCanceledException && !StoreOutage.Is(e))
        {
            if (messages is [var (delivery, _)])
            {
                log.LogError(e, "{Flow} of {System} could not be taken from the bus", flow, system);
                return [new Turned(delivery, new Refusal("FAULT", $"The hub failed over it ({e.GetType().Name}); nothing was kept.", flow))];
            }

            // one that the hub fails over must not keep the others back
            var turned = new List<Turned>();
            foreach (var message in messages)
            {
                turned.AddRange(await SubmitAsync(flow, system, [message], ct));
            }

            return turned;
        }
    }
}
