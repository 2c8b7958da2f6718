using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Bus;

/// <summary>A RabbitMQ of the tests' own, on free ports of this machine and with its files in the run's folder; one for all that need one, with a virtual host for each test.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private const string Loopback = "127.0.0.1";

    // it takes three seconds; on a machine that has much else to do, more
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = RunFolder.NewFolder();
    private readonly ConcurrentQueue<string> said = new();
    private readonly List<Process> started = [];
    private int taken;

    /// <summary>The program that starts it, past Debian's wrapper that insists on a user; or null.</summary>
    public static string? Server { get; } = new[] { Environment.GetEnvironmentVariable("RABBITMQ_SERVER"), "/usr/lib/rabbitmq/bin/rabbitmq-server" }.FirstOrDefault(File.Exists);

    public int Port { get; } = FreePort();

    public async Task InitializeAsync()
    {
        if (Server is null)
        {
            return;
        }

        var names = FreePort();
        await File.WriteAllTextAsync(Within("definitions.json"), BrokerDefinitions.Json);
        await File.WriteAllTextAsync(Within("rabbitmq.conf"), $"load_definitions = {Within("definitions.json")}\n");
        await File.WriteAllTextAsync(Within("enabled_plugins"), "[].\n");
        Start("epmd", new() { ["ERL_EPMD_ADDRESS"] = Loopback }, "-port", $"{names}");
        Start(Server, new()
        {
            ["HOME"] = folder,
            ["ERL_EPMD_ADDRESS"] = Loopback,
            ["ERL_EPMD_PORT"] = $"{names}",
            ["RABBITMQ_NODENAME"] = $"tests{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = Loopback,
            ["RABBITMQ_NODE_PORT"] = $"{Port}",
            ["RABBITMQ_DIST_PORT"] = $"{FreePort()}",
            ["RABBITMQ_MNESIA_BASE"] = Within("mnesia"),
            ["RABBITMQ_LOG_BASE"] = Within("log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_CONFIG_FILE"] = Within("rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Within("advanced.config"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = Within("config"),
            ["RABBITMQ_CONF_ENV_FILE"] = Within("rabbitmq-env.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Within("enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = Within("pid"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none",
        });
        await UpAsync();
    }

    /// <summary>A virtual host that no other test uses.</summary>
    public string NewHost() => BrokerDefinitions.Hosts[Interlocked.Increment(ref taken) - 1];

    /// <summary>The broker's address for somebody.</summary>
    public string Address(string user, string host, int? port = null, string? password = null) => $"amqp://{user}:{password ?? BrokerDefinitions.Password(user)}@{Loopback}:{port ?? Port}/{host}";

    public Task DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(started))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        return Task.CompletedTask;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Within(string name) => Path.Combine(folder, name);

    private void Start(string program, Dictionary<string, string> environment, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        started.Add(process);
    }

    private async Task UpAsync()
    {
        var factory = new ConnectionFactory { Uri = new Uri(Address(BrokerDefinitions.Tests, BrokerDefinitions.Hosts[^1])) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !started[^1].HasExited; await Task.Delay(50))
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync();
                return;
            }
            catch (BrokerUnreachableException e)
            {
                said.Enqueue($"Not yet: {e.GetBaseException().Message}");
            }
        }

        throw new InvalidOperationException($"RabbitMQ did not start:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
    }
}

[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<BrokerFixture>
{
    public const string Name = "Broker";
}
