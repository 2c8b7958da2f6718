using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>A message that passed the envelope check and waits for the writer.</summary>
internal sealed class Arrival(int line, InboxMessage message, Delivery? delivery, IReadOnlyList<Refusal> faults)
{
    public int Line { get; } = line;

    public InboxMessage Message { get; } = message;

    /// <summary>Null when the contract check failed or the type is unknown.</summary>
    public Delivery? Delivery { get; } = delivery;

    public IReadOnlyList<Refusal> Faults { get; } = faults;

    /// <summary>Already in the inbox and tried again.</summary>
    public bool IsKept { get; init; }

    public Receipt? Receipt { get; set; }

    public void Answer(bool repeated = false) => Receipt = new Receipt
    {
        Line = Line,
        MessageId = Message.MessageId,
        State = Message.State,
        Code = Message.ReasonCode,
        Reason = Message.Reason,
        Faults = Faults,
        Repeated = repeated,
    };
}
