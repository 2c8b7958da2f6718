using StudentRecords.Domain;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>What the door answers for one message, once its fate is on the disk.</summary>
public sealed record Receipt
{
    /// <summary>Line of the batch, from 1.</summary>
    public required int Line { get; init; }

    public string? MessageId { get; init; }

    /// <summary>Null when it was no message and nothing was kept.</summary>
    public InboxState? State { get; init; }

    /// <summary>It had come before; this is what became of it then.</summary>
    public bool Repeated { get; init; }

    public string? Code { get; init; }

    public string? Reason { get; init; }

    /// <summary>Contract faults with their places.</summary>
    public IReadOnlyList<Refusal> Faults { get; init; } = [];

    /// <summary>Nothing was kept: the sender still has the message and must mend it.</summary>
    public bool Turned => State is null;
}
