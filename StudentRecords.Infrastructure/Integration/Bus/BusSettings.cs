using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>
/// Where the institution's message broker is and whose messages are read from it. Off unless <c>Hub:Bus:Uri</c> names one; nobody's
/// messages are read unless <c>Hub:Bus:Reads</c> names the system. The address holds a password: it is a setting and nowhere else.
/// </summary>
public sealed class BusSettings
{
    private const ushort UsualPrefetch = 200;
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri? address;

    public BusSettings(IConfiguration configuration)
    {
        var text = configuration["Hub:Bus:Uri"];
        IsAsked = !string.IsNullOrWhiteSpace(text);
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" ? uri : null;
        Refuses = !IsAsked ? new Refusal("BUS_OFF", "No message broker is configured; whoever runs the installation names it in Hub:Bus:Uri.", "Hub:Bus:Uri", "Kind")
            : address is null ? new Refusal("BUS_UNREADABLE", "Hub:Bus:Uri cannot be read; it has the form amqps://user:password@host/vhost.", "Hub:Bus:Uri", "Kind")
            : address is { Scheme: "amqp", IsLoopback: false } ? new Refusal("BUS_NOT_SECURE", "The message broker is on another machine and must be reached by amqps.", "Hub:Bus:Uri", "Kind")
            : null;
        Reads = Refuses is null ? [.. Words(configuration).Where(s => s is not ("SIS" or "ESB") && SystemCatalogue.Names.ContainsKey(s)).Distinct()] : [];
        Prefetch = configuration.GetValue<ushort?>("Hub:Bus:Prefetch") is { } most and > 0 ? most : UsualPrefetch;
        Pause = configuration.GetValue<TimeSpan?>("Hub:Bus:Pause") ?? UsualPause;
    }

    /// <summary>Whether a broker is named at all, rightly or not.</summary>
    public bool IsAsked { get; }

    /// <summary>Null when messages may go by the bus; otherwise why not.</summary>
    public Refusal? Refuses { get; }

    /// <summary>Host, port and virtual host, without user and password; null when there is no broker.</summary>
    public string? Where => address is null ? null : $"{address.Host}:{(address.Port > 0 ? address.Port : AmqpTcpEndpoint.UseDefaultPort)}{address.AbsolutePath}";

    /// <summary>Codes of the systems whose messages are read.</summary>
    public IReadOnlyList<string> Reads { get; }

    /// <summary>How many messages of a system are in hand at once.</summary>
    internal ushort Prefetch { get; }

    /// <summary>How long nothing is read after something went wrong.</summary>
    internal TimeSpan Pause { get; }

    /// <summary>A connection that ends when it is lost: whoever used it begins anew and knows of it.</summary>
    /// <param name="purpose">How the broker's own screens name it.</param>
    /// <param name="ct">Gives up.</param>
    internal Task<IConnection> ConnectAsync(string purpose, CancellationToken ct) =>
        new ConnectionFactory { Uri = address!, AutomaticRecoveryEnabled = false, TopologyRecoveryEnabled = false, RequestedConnectionTimeout = Patience, ContinuationTimeout = Patience }
            .CreateConnectionAsync($"student records: {purpose}", ct);

    private static IEnumerable<string> Words(IConfiguration configuration) =>
        configuration.GetSection("Hub:Bus:Reads").Get<string[]>() ?? configuration["Hub:Bus:Reads"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
}
