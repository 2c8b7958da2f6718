using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>Who may do what at the tests' broker, as docs/bus.md advises it: the hub what is its own; a system its own queues, its own way in and its own refused messages.</summary>
internal static class BrokerDefinitions
{
    /// <summary>Stands for whoever runs the broker, and for receivers.</summary>
    public const string Tests = "tests";

    public const string Hub = "hub";

    /// <summary>Systems that send.</summary>
    private static readonly string[] Systems = ["TTB", "WELL"];

    public static IReadOnlyList<string> Hosts { get; } = [.. Enumerable.Range(1, 16).Select(n => $"t{n}")];

    public static string Json => JsonSerializer.Serialize(new
    {
        users = Systems.Append(Hub).Append(Tests).Select(name => new { name, password_hash = Hash(Password(name)), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "" }),
        vhosts = Hosts.Select(name => new { name }),
        permissions = Hosts.SelectMany(vhost => (object[])
        [
            new { user = Tests, vhost, configure = ".*", write = ".*", read = ".*" },
            new { user = Hub, vhost, configure = @"^student-records\.", write = @"^student-records\.", read = @"^student-records\." },
            .. Systems.Select(user => new { user, vhost, configure = $@"^{user}\.", write = $@"^({user}\.|student-records\.from\.{user}$)", read = $@"^({user}\.|student-records\.refused\.{user}$)" }),
        ]),
    });

    public static string Password(string user) => $"secret-of-{user}";

    private static string Hash(string password)
    {
        byte[] salt = [1, 2, 3, 4];
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
