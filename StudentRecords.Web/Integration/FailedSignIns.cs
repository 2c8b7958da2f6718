using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StudentRecords.Web.Integration;

/// <summary>
/// How often somebody at one address may fail to show who it is. The pace of <see cref="HubPace"/> is by address and by the key that a request claims, which whoever makes names up never uses up; this one counts the failures
/// of all of them. See docs/decisions/tokens-beside-signatures.md.
/// </summary>
public sealed class FailedSignIns(IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Code of the answer.</summary>
    public const string Code = "SIGN_IN_FAILS";

    private const int MostAddresses = 10_000;

    private readonly int perMinute = Math.Max(1, configuration.GetValue("Hub:FailedSignInsPerMinute", 120));
    private readonly Dictionary<string, Bucket> addresses = [];
    private readonly Lock gate = new();

    /// <summary>Whether its failures are used up.</summary>
    public bool Bars(HttpContext http)
    {
        lock (gate)
        {
            return Left(Of(http)) < 1;
        }
    }

    /// <summary>A request of the address did not show who sent it.</summary>
    public void Failed(HttpContext http)
    {
        var (address, now) = (Of(http), clock.GetUtcNow());
        lock (gate)
        {
            if (addresses.Count >= MostAddresses)
            {
                foreach (var rested in addresses.Where(a => Left(a.Key) >= perMinute).Select(a => a.Key).ToList())
                {
                    addresses.Remove(rested);
                }
            }

            addresses[address] = new Bucket(Math.Max(0, Left(address) - 1), now);
        }
    }

    /// <summary>The answer to whoever failed too often.</summary>
    public IResult TooOften(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(60d / perMinute)).ToString(CultureInfo.InvariantCulture);
        return HubProblem.Of(http, StatusCodes.Status429TooManyRequests, Code, "Too many requests from this address did not show who sent them. A valid key or token is taken all the same; check yours before it is tried again.");
    }

    private double Left(string address) => addresses.TryGetValue(address, out var held) ? Math.Min(perMinute, held.Left + ((clock.GetUtcNow() - held.At).TotalMinutes * perMinute)) : perMinute;

    /// <summary>Of the newer kind of address, the network: one sender has as many addresses in it as it likes.</summary>
    private static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } six => new IPAddress([.. six.GetAddressBytes()[..8], .. new byte[8]]).ToString(),
        var other => other.MapToIPv4().ToString(),
    };

    private readonly record struct Bucket(double Left, DateTimeOffset At);
}
