using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>The common part of inbound flows: reading the contract, keeping types straight.</summary>
public abstract class InboundFlow<TData> : IInboundFlow
    where TData : class
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, RespectNullableAnnotations = true };
    private static readonly JsonSerializerOptions Strict = new(Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public abstract string Flow { get; }

    public abstract IReadOnlyList<string> Types { get; }

    public virtual int Version => 1;

    public virtual bool TakesNoNarrative => false;

    public Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults)
    {
        TData? content = null;
        try
        {
            content = data.Deserialize<TData>(TakesNoNarrative ? Strict : Json);
        }
        catch (JsonException e)
        {
            faults = [new Refusal(TakesNoNarrative ? NoNarrative.Code : "CONTRACT", $"{e.Path?.Replace("$", "", StringComparison.Ordinal).Replace('.', '/') ?? "/"} cannot be read: {First(e.Message)}", Flow)];
            return new Delivery<TData?>(message, message.MessageId, null);
        }

        if (content is null)
        {
            faults = [new Refusal("CONTRACT", "The message has no content.", Flow)];
            return new Delivery<TData?>(message, message.MessageId, null);
        }

        var checks = new Checks(today);
        Check(content, checks);
        faults = checks.Faults;
        return new Delivery<TData>(message, faults.Count == 0 ? Subject(content) : message.MessageId, content);
    }

    public Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        LoadAsync(slice, deliveries.Cast<Delivery<TData>>().ToList(), ct);

    public Disposition Apply(FlowSlice slice, Delivery delivery) => Apply(slice, (Delivery<TData>)delivery);

    protected abstract void Check(TData data, Checks checks);

    /// <summary>What the message is about, so that two about the same thing never share a slice.</summary>
    protected abstract string Subject(TData data);

    protected abstract Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TData>> deliveries, CancellationToken ct);

    protected abstract Disposition Apply(FlowSlice slice, Delivery<TData> delivery);

    private static string First(string message) => message.Split(" Path:", 2)[0];
}
