using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Which contexts are the hub's transactions, and how much each has written.</summary>
internal sealed class HubUnits
{
    private readonly ConditionalWeakTable<DbContext, StrongBox<int>> written = [];

    public void Begin(DbContext db) => written.GetOrCreateValue(db);

    public bool Has(DbContext? db) => db is not null && written.TryGetValue(db, out _);

    /// <summary>How many statements it has written with this one; 0 when it is none of the hub's.</summary>
    public int Write(DbContext? db) => db is not null && written.TryGetValue(db, out var count) ? ++count.Value : 0;
}

/// <summary>A flow as it is, which says when it is at work, and which can be made to forget what came before.</summary>
internal class WatchedFlow(IInboundFlow flow, Signals signals, HubUnits units) : IInboundFlow
{
    public string Flow => flow.Flow;

    public IReadOnlyList<string> Types => flow.Types;

    public int Version => flow.Version;

    public IReadOnlyList<ContractVersion> Contracts => flow.Contracts;

    public bool TakesNoNarrative => flow.TakesNoNarrative;

    public Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults)
    {
        if (signals.Lacks(Guard.Dedupe))
        {
            var news = Guid.NewGuid().ToString("N");
            Rename(message, nameof(InboxMessage.MessageId), $"{message.MessageId}#{news}");
            Rename(message, nameof(InboxMessage.BusinessKey), $"{message.BusinessKey}#{news}");
        }

        return flow.Read(message, data, today, out faults);
    }

    public Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        units.Begin(slice.Db);
        return flow.LoadAsync(slice, deliveries, ct);
    }

    public Disposition Apply(FlowSlice slice, Delivery delivery)
    {
        if (signals.Lacks(Guard.Dedupe) && delivery is Delivery<PaymentBooked> { PersonId: { } person, Data: var paid })
        {
            slice.Db.Add(new Payment(person, paid.Transaction, paid.Amount, paid.BookedOn));
            return Disposition.Applied;
        }

        return flow.Apply(slice, delivery);
    }

    private static void Rename(InboxMessage message, string property, string to) => typeof(InboxMessage).GetProperty(property)!.SetValue(message, to);
}

/// <summary>The same of a flow that runs between two other systems: the hub still sees to it that it changes nothing.</summary>
internal sealed class WatchedRelay(IInboundFlow flow, Signals signals, HubUnits units) : WatchedFlow(flow, signals, units), IRelayed;
