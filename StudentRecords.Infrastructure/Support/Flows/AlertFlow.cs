using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>Common part of flows that ask a person to act: an intervention under the sender's key, which says more when the sender says more.</summary>
internal abstract class AlertFlow<TData>(string source, InterventionKind kind) : ToldFlow<TData, Intervention>
    where TData : class
{
    /// <summary>The sender's key of the alert.</summary>
    protected abstract string AlertOf(TData data);

    /// <summary>What it says, in a line.</summary>
    protected abstract string Summary(TData data);

    protected abstract DateOnly OpenedOn(TData data);

    /// <summary>Last day, where there is one.</summary>
    protected virtual DateOnly? DueOn(FlowSlice slice, TData data) => null;

    /// <summary>The office whose it is before anybody acts; null where none is known.</summary>
    protected virtual string? Office => null;

    /// <summary>Why it is not wanted for this person; null when it is.</summary>
    protected virtual Disposition? Unwanted(Delivery<TData> delivery) => null;

    protected sealed override string KeyOf(Delivery<TData> delivery) => $"{source}/{AlertOf(delivery.Data)}";

    protected override Disposition Take(FlowSlice slice, Delivery<TData> delivery, Intervention? held)
    {
        if (Unwanted(delivery) is { } no)
        {
            return no;
        }

        var summary = Summary(delivery.Data);
        (held ?? Keep(slice, new Intervention(delivery.PersonId!.Value, source, KeyOf(delivery), kind, summary, OpenedOn(delivery.Data), DueOn(slice, delivery.Data), Office))).Tell(summary, delivery.Message.SourceVersion);
        slice.Arrived.Add(Waits.Flag(source, AlertOf(delivery.Data)));
        return Disposition.Applied;
    }
}
