using System.Net;
using System.Net.Sockets;

namespace StudentRecords.Tests.Support;

/// <summary>A port of this machine for a process that is killed and listens at the same address again.</summary>
internal static class FixedPort
{
    // the system does not hand these out by itself, so that nobody takes one while its process is dead
    private const int First = 20_000;
    private const int Last = 30_000;

    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // taken: another one
            }
        }
    }
}
