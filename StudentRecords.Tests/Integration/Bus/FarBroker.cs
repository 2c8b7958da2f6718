using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StudentRecords.Infrastructure.Integration.Bus;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>The other side of the broker: systems that publish and receivers that fetch.</summary>
internal sealed class FarBroker(BrokerFixture broker, string host) : IAsyncDisposable
{
    private readonly Dictionary<string, IConnection> connections = [];

    /// <summary>A system publishes into its own exchange, or tries another's; returns when the broker has it.</summary>
    public Task SayAsync(string system, string routingKey, string text, string? messageId = null, string? into = null) => SayAsync(system, routingKey, Encoding.UTF8.GetBytes(text), messageId, into);

    public async Task SayAsync(string system, string routingKey, byte[] body, string? messageId = null, string? into = null)
    {
        await using var channel = await ChannelAsync(system);
        await channel.BasicPublishAsync(into ?? BusNames.From(system), routingKey, mandatory: true, new BasicProperties { MessageId = messageId, Persistent = true }, body);
    }

    /// <summary>How many messages lie in a queue and are in nobody's hand.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        await using var channel = await ChannelAsync(BrokerDefinitions.Tests);
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    /// <summary>Whether somebody reads the queue; false also when there is none.</summary>
    public async Task<bool> IsReadAsync(string queue)
    {
        await using var channel = await ChannelAsync(BrokerDefinitions.Tests);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).ConsumerCount > 0;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    /// <summary>A receiver's queue is made and bound to what is told.</summary>
    public async Task BindAsync(string queue, string routingKey, int? most = null)
    {
        await using var channel = await ChannelAsync(BrokerDefinitions.Tests);
        var arguments = most is null ? null : new Dictionary<string, object?> { ["x-max-length"] = most, ["x-overflow"] = "reject-publish" };
        await BusNames.DeclareOutAsync(channel, default);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
        await channel.QueueBindAsync(queue, BusNames.Out, routingKey);
    }

    /// <summary>A system tries to hear what is told to others.</summary>
    public async Task ListenInAsync(string system)
    {
        await using var channel = await ChannelAsync(system);
        await channel.QueueDeclareAsync($"{system}.all", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync($"{system}.all", BusNames.Out, "#");
    }

    /// <summary>Fetches everything that lies in a queue.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="user">Who fetches.</param>
    public async Task<List<BasicGetResult>> FetchAsync(string queue, string user = BrokerDefinitions.Tests)
    {
        await using var channel = await ChannelAsync(user);
        var fetched = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
        {
            fetched.Add(message);
        }

        return fetched;
    }

    public static string Header(BasicGetResult message, string name) => message.BasicProperties.Headers![name] is byte[] text ? Encoding.UTF8.GetString(text) : $"{message.BasicProperties.Headers[name]}";

    public static string Text(BasicGetResult message) => Encoding.UTF8.GetString(message.Body.Span);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections.Values)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<IChannel> ChannelAsync(string user)
    {
        if (!connections.TryGetValue(user, out var connection))
        {
            connections[user] = connection = await new ConnectionFactory { Uri = new Uri(broker.Address(user, host)) }.CreateConnectionAsync();
        }

        return await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }
}
