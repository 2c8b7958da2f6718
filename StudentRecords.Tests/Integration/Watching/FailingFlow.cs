using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>Whether the record fails over the messages that are looked at.</summary>
internal sealed class PassingFault
{
    public bool Strikes { get; set; } = true;
}

/// <summary>A flow as it is, over which the record fails while the fault strikes: its messages stand on the ladder until then.</summary>
internal sealed class FailingFlow(IInboundFlow flow, PassingFault fault) : IInboundFlow
{
    public string Flow => flow.Flow;

    public IReadOnlyList<string> Types => flow.Types;

    public int Version => flow.Version;

    public IReadOnlyList<ContractVersion> Contracts => flow.Contracts;

    public bool TakesNoNarrative => flow.TakesNoNarrative;

    /// <summary>Lets the record fail over messages of a type.</summary>
    public static void Put(IServiceCollection services, string type, PassingFault fault)
    {
        foreach (var made in services.Where(d => d.ServiceType == typeof(Func<IInboundFlow>)).ToList())
        {
            services[services.IndexOf(made)] = ServiceDescriptor.Singleton<Func<IInboundFlow>>(s =>
            {
                var make = (Func<IInboundFlow>)made.ImplementationFactory!(s);
                return () => make() is var flow && flow.Types.Contains(type) ? new FailingFlow(flow, fault) : flow;
            });
        }
    }

    public Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults) => flow.Read(message, data, today, out faults);

    public Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery> deliveries, CancellationToken ct) => flow.LoadAsync(slice, deliveries, ct);

    public Disposition Apply(FlowSlice slice, Delivery delivery) => fault.Strikes ? throw new InvalidOperationException("The record fails.") : flow.Apply(slice, delivery);
}
