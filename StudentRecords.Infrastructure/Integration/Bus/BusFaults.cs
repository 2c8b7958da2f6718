using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>Tells a broker that is away, or says no, from a fault of ours.</summary>
internal static class BusFaults
{
    public static bool Is(Exception fault) => fault is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException;
}
