using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A wire to the broker that can be cut: what is under way is lost, and nobody gets through until it is mended.</summary>
internal sealed class CutLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> ends = [];
    private readonly int to;
    private volatile bool isCut;

    public CutLine(int to)
    {
        this.to = to;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        isCut = true;
        while (ends.TryTake(out var end))
        {
            end.Dispose();
        }
    }

    public void Mend() => isCut = false;

    public void Dispose()
    {
        Cut();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient near;
            try
            {
                near = await listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            if (isCut)
            {
                near.Dispose();
                continue;
            }

            var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, to);
            ends.Add(near);
            ends.Add(far);
            _ = CarryAsync(near, far);
            _ = CarryAsync(far, near);
        }
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to)
    {
        using (from)
        using (to)
        {
            try
            {
                await from.GetStream().CopyToAsync(to.GetStream());
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
            {
                // one of its ends was cut
                return;
            }
        }
    }
}
