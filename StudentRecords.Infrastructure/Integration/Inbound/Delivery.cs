using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>A message on its way into the record.</summary>
public abstract class Delivery(InboxMessage message, string subject)
{
    public InboxMessage Message { get; } = message;

    /// <summary>What it is about in the sender's words; messages of one slice are about different subjects.</summary>
    public string Subject { get; } = subject;

    /// <summary>The person it is about, once known.</summary>
    public long? PersonId { get; set; }

    /// <summary>The sender knows the person by a candidate number only: the inbox, where the number stands, does not say whose it is.</summary>
    public bool IsByNumber { get; set; }

    /// <summary>Its content in the newest version of the contract.</summary>
    internal abstract object? Content { get; }
}

/// <summary>A delivery with its content as the contract reads it.</summary>
public sealed class Delivery<T>(InboxMessage message, string subject, T data) : Delivery(message, subject)
{
    public T Data { get; } = data;

    internal override object? Content => Data;
}
