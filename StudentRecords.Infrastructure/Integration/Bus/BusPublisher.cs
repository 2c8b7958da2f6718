using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>Brings messages to the broker over one connection that is kept. A message is out when the broker has confirmed that it holds it.</summary>
internal sealed class BusPublisher(BusSettings settings, BusStanding standing) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim gate = new(1);
    private BusLine? line;

    /// <summary>Opens the connection where there is none.</summary>
    public async Task OpenAsync(CancellationToken ct) => await LineAsync(ct);

    /// <summary>Returns when the broker holds the message in a queue.</summary>
    /// <exception cref="PublishException">No queue takes it (<see cref="PublishException.IsReturn"/>), or the broker said no.</exception>
    /// <exception cref="OperationCanceledException">The broker said nothing in time.</exception>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        var open = await LineAsync(limit.Token);
        var channel = await open.RentAsync(limit.Token);
        try
        {
            await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, limit.Token);
        }
        catch (Exception e) when (e is not PublishException)
        {
            await channel.DisposeAsync();
            throw;
        }
        finally
        {
            open.GiveBack(channel);
        }
    }

    public void Dispose()
    {
        line?.Dispose();
        gate.Dispose();
    }

    private async Task<BusLine> LineAsync(CancellationToken ct)
    {
        if (line is { IsOpen: true } open)
        {
            return open;
        }

        await gate.WaitAsync(ct);
        try
        {
            if (line is { IsOpen: true } opened)
            {
                return opened;
            }

            line?.Dispose();
            line = null;
            var connection = await settings.ConnectAsync("sends", ct);
            line = new BusLine(connection);
            await line.PrepareAsync(ct);
            standing.SendingUp();
            return line;
        }
        catch (Exception e) when (BusFaults.Is(e) || e is OperationCanceledException)
        {
            line?.Dispose();
            line = null;
            standing.SendingDown(e);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }
}
