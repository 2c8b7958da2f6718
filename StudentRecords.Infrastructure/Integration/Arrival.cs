using System.Diagnostics;
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

    /// <summary>What is wrong with its content, or for which reasons the rules refused it.</summary>
    public IReadOnlyList<Refusal> Faults { get; private set; } = faults;

    /// <summary>Already in the inbox and tried again.</summary>
    public bool IsKept { get; init; }

    /// <summary>How often it had been tried when it was read.</summary>
    public int SeenAttempts { get; } = message.Attempts;

    /// <summary>The span within which it was read; null where nobody watches.</summary>
    public ActivityContext? CameWith { get; } = Activity.Current?.Context;

    public InboxState SeenState { get; } = message.State;

    public Receipt? Receipt { get; set; }

    /// <summary>Writes down what was decided.</summary>
    public void Settle(Disposition disposition, DateTimeOffset now)
    {
        Message.Settle(disposition, Delivery is { IsByNumber: false } known ? known.PersonId : null, now);
        if (disposition.Refusals.Count > 0)
        {
            Faults = disposition.Refusals;
        }
    }

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
