using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Turns raw text into arrivals: envelope, contract, checks. Touches no store, so that it runs beside the writer.</summary>
internal sealed class ArrivalReader(InboundFlows flows, TimeProvider clock)
{
    /// <summary>Null, with a receipt that says why, when the text is no message.</summary>
    public Arrival? Read(string flow, string source, string raw, int line, string channel, string? batch, out Receipt? turned)
    {
        if (!RawEnvelope.TryRead(raw, out var envelope, out var refusal))
        {
            turned = new Receipt { Line = line, Code = refusal.Code, Reason = refusal.Sentence, Faults = [refusal] };
            return null;
        }

        turned = null;
        var message = new InboxMessage(envelope, flow, source, raw, RawEnvelope.BodyHash(envelope), channel, batch, clock.GetUtcNow());
        var delivery = Deliver(message, envelope.Data, out var faults);
        if (TurnedAway(flow, raw, faults) is { } story)
        {
            turned = new Receipt { Line = line, Code = story.Code, Reason = story.Sentence, Faults = [story] };
            return null;
        }

        return new Arrival(line, message, delivery, faults);
    }

    /// <summary>Why nothing of the text may be kept; null when it may.</summary>
    public Refusal? TurnedAway(string flow, string raw) =>
        RawEnvelope.TryRead(raw, out var envelope, out var refusal) ? TurnedAway(flow, raw, Faults(flow, envelope, raw)) : refusal;

    private Refusal? TurnedAway(string flow, string raw, IReadOnlyList<Refusal> faults) => !flows.TakesNoNarrative(flow) ? null
        : faults.FirstOrDefault(f => f.Code is NoNarrative.Code or "UNKNOWN_TYPE" or "UNKNOWN_VERSION") ?? NoNarrative.In(raw);

    private IReadOnlyList<Refusal> Faults(string flow, Envelope envelope, string raw)
    {
        Deliver(new InboxMessage(envelope, flow, "", raw, "", "", null, clock.GetUtcNow()), envelope.Data, out var faults);
        return faults;
    }

    /// <summary>A kept message once more, as it now stands.</summary>
    public Arrival Again(InboxMessage message)
    {
        RawEnvelope.TryRead(message.Raw, out var envelope, out var refusal);
        if (envelope is null)
        {
            return new Arrival(0, message, null, [refusal!]) { IsKept = true };
        }

        var delivery = Deliver(message, envelope.Data, out var faults);
        return new Arrival(0, message, delivery, faults) { IsKept = true };
    }

    private Delivery? Deliver(InboxMessage message, JsonElement data, out IReadOnlyList<Refusal> faults)
    {
        if (flows.Make(message.Flow, message.Type) is not { } flow)
        {
            faults = [new Refusal("UNKNOWN_TYPE", $"{message.Flow} has no message {message.Type}; it takes {string.Join(", ", flows.TypesOf(message.Flow))}.", message.Flow, "/type")];
            return null;
        }

        if (message.ContractVersion < 1 || message.ContractVersion > flow.Version)
        {
            faults = [new Refusal("UNKNOWN_VERSION", $"{message.Type} is read up to version {flow.Version}, not {message.ContractVersion}.", message.Flow, "/version")];
            return null;
        }

        if (KnownFields.OfOthers(message, flow, data) is { Count: > 0 } others)
        {
            faults = others;
            return null;
        }

        var delivery = flow.Read(message, data, UkTime.Day(clock.GetUtcNow()), out faults);
        return faults.Count == 0 ? delivery : null;
    }
}
