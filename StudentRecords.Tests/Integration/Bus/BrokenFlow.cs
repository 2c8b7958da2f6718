using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A message kind of timetabling over which the hub fails when it reads it.</summary>
internal sealed class BrokenFlow : IInboundFlow
{
    public const string Type = "BreaksTheHub";

    public string Flow => "F004";

    public IReadOnlyList<string> Types => [Type];

    public int Version => 1;

    public IReadOnlyList<ContractVersion> Contracts => [];

    public bool TakesNoNarrative => false;

    public Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults) => throw new InvalidOperationException("It breaks.");

    public Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery> deliveries, CancellationToken ct) => throw new InvalidOperationException("It is never read.");

    public Disposition Apply(FlowSlice slice, Delivery delivery) => throw new InvalidOperationException("It is never read.");
}
