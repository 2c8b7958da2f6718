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
    public abstract string Flow { get; }

    public abstract IReadOnlyList<string> Types { get; }

    public virtual int Version => 1;

    public virtual bool TakesNoNarrative => false;

    public IReadOnlyList<ContractVersion> Contracts => [.. Older.Select(o => o.Published), new ContractVersion(Version, null, typeof(TData), (data, checks) => Check((TData)data, checks))];

    /// <summary>Versions that are taken beside the newest, each said in the newest as soon as it is read.</summary>
    protected virtual IReadOnlyList<OlderContract<TData>> Older => [];

    public Delivery Read(InboxMessage message, JsonElement data, DateOnly today, out IReadOnlyList<Refusal> faults)
    {
        var (checks, older) = (new Checks(today), Older.FirstOrDefault(o => o.Version == message.ContractVersion));
        if (older?.HasEnded(message.ReceivedAt) == true)
        {
            faults = [new Refusal("UNKNOWN_VERSION", $"Version {older.Version} of {message.Type} was taken until {older.LastDay:d MMMM yyyy}; send version {Version}.", message.Flow, "/version")];
            return new Delivery<TData?>(message, message.MessageId, null);
        }

        TData? content = null;
        try
        {
            var options = TakesNoNarrative ? ContractJson.Strict : ContractJson.Lenient;
            content = older is null ? data.Deserialize<TData>(options) : older.Read(data, options, checks);
        }
        catch (JsonException e)
        {
            var where = e.Path?.Replace("$", "", StringComparison.Ordinal).Replace('.', '/') ?? "/";
            faults = [new Refusal(TakesNoNarrative ? NoNarrative.Code : "CONTRACT", $"{where} cannot be read: {First(e.Message)}", Flow, where)];
            return new Delivery<TData?>(message, message.MessageId, null);
        }

        if (checks.Faults.Count > 0)
        {
            faults = checks.Faults;
            return new Delivery<TData?>(message, message.MessageId, content);
        }

        if (content is null)
        {
            faults = [new Refusal("CONTRACT", "The message has no content.", Flow)];
            return new Delivery<TData?>(message, message.MessageId, null);
        }

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

/// <summary>How contracts are read.</summary>
internal static class ContractJson
{
    /// <summary>Fields that are not known are passed over, so that a sender may add some.</summary>
    public static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, RespectNullableAnnotations = true };

    /// <summary>Fields that are not known are refused: they may tell a story.</summary>
    public static readonly JsonSerializerOptions Strict = new(Lenient) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
}
