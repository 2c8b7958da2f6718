using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>One kind of message that comes in: reads its contract, and applies it to the record. A fresh instance serves each slice.</summary>
public interface IInboundFlow
{
    /// <summary>F001 and so on.</summary>
    string Flow { get; }

    /// <summary>The message names it takes.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>The newest contract version it reads; older ones too.</summary>
    int Version { get; }

    /// <summary>Every version that is taken, the newest last.</summary>
    IReadOnlyList<ContractVersion> Contracts { get; }

    /// <summary>
    /// Whether the content holds codes, keys and days only. A message of such a flow with a field that the contract does not know, or a
    /// text with words in it, is turned away at the door and nothing of it is kept: it may be somebody's story.
    /// </summary>
    bool TakesNoNarrative { get; }

    /// <summary>Reads and checks the content; the faults say what is wrong and where.</summary>
    Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults);

    /// <summary>Loads, once for the whole slice, what the messages speak of, and says of each which person it is about.</summary>
    Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery> deliveries, CancellationToken ct);

    /// <summary>Decides one message against what was loaded, and changes the record.</summary>
    Disposition Apply(FlowSlice slice, Delivery delivery);
}
