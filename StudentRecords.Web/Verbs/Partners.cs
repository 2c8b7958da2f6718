using System.Globalization;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Web.Integration.Simulator;

namespace StudentRecords.Web.Verbs;

/// <summary>Plays all outside systems of the reference model for a term, against a registry of its own or one that runs, and ends with 1 when anything drifts.</summary>
internal static class Partners
{
    private const string RegistryOption = "registry";
    private const string SetupOption = "setup";
    private const int UsualPort = 5079;

    /// <summary>Seconds that a stage may take.</summary>
    private const int UsualPatience = 90;

    public static readonly Verb Verb = new(
        "partners", "[--seed 1] [--preset small] [--patience 90] [--keep-open] | --registry URL --database FILE --setup", "Plays the outside systems for a term and reconciles every flow (docs/partners.md).", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments args, CancellationToken ct)
    {
        if (Fault(args, services.GetRequiredService<IHostEnvironment>()) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return 2;
        }

        var setting = new TermSetting { Seed = Number(args, "seed", 1)!.Value, Port = Number(args, "port", UsualPort)!.Value, Patience = TimeSpan.FromSeconds(Number(args, "patience", UsualPatience)!.Value), Mark = Mark(services.GetRequiredService<TimeProvider>().GetUtcNow()) };
        if (args.Option(RegistryOption) is { } address)
        {
            return await PlayAsync(services, new Uri(address), setting, ct);
        }

        await using var own = await OwnRegistry.StartAsync(args.Option("preset") ?? DemoPreset.Institution.Name, args.Option("database"), setting.Port, Console.WriteLine, ct);
        var code = await PlayAsync(own.Services, own.Address, setting, ct);
        if (args.Has("keep-open"))
        {
            Console.WriteLine($"The registry stays open at {own.Address}; end it with Ctrl+C.");
            await own.WaitAsync(ct);
        }

        return code;
    }

    private static async Task<int> PlayAsync(IServiceProvider services, Uri address, TermSetting setting, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        using var hub = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        var result = await new SimulatedTerm(scope.ServiceProvider, hub, setting, Console.WriteLine).PlayAsync(ct);
        Console.WriteLine();
        foreach (var line in result.Lines())
        {
            Console.WriteLine(line);
        }

        return result.ExitCode;
    }

    /// <summary>The second of the run, short enough for keys that people read.</summary>
    private static string Mark(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"T{now.ToUnixTimeSeconds() & 0xFFFFFFF:X7}");

    private static string? Fault(VerbArguments args, IHostEnvironment environment) =>
        environment.IsProduction() ? "Outside systems are simulated in Development only: the term changes the record."
        : args.Plain.Count > 0 ? $"'{args.Plain[0]}' is not understood."
        : Number(args, "seed", 1) is null || Number(args, "port", UsualPort) is null || Number(args, "patience", UsualPatience) is null ? "--seed, --port and --patience take a number."
        : args.Has("preset") && args.Option("preset") is not ("small" or "institution") ? "--preset is small or institution."
        : !args.Has(RegistryOption) ? args.Has(SetupOption) ? "--setup goes with --registry." : null
        : !Uri.TryCreate(args.Option(RegistryOption), UriKind.Absolute, out _) ? "--registry takes the address of a running registry."
        : args.Option("database") is null ? "Say with --database which database the running registry is on."
        : !args.Has(SetupOption) ? "The term gives every system of that registry a new key and a new way, clears its quarantine and changes its record; say --setup when that is meant."
        : null;

    private static int? Number(VerbArguments args, string option, int usual) =>
        !args.Has(option) ? usual : int.TryParse(args.Option(option), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
