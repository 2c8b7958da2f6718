using Microsoft.Extensions.DependencyInjection.Extensions;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Replay;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Hosting;
using StudentRecords.Web.Integration;

namespace StudentRecords.Web.Verbs;

/// <summary>Opens the hub's HTTP door on loopback and sends the Open University data set through it, signed, as the systems of a university would.</summary>
internal static class ReplayOulad
{
    public static readonly Verb Verb = new("replay oulad", "FOLDER [--database FILE] [--through-boards]", "Replays the Open University data set through the hub, and with --through-boards to the returns.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, VerbArguments arguments, CancellationToken ct)
    {
        if (arguments.Plain is not [var folder])
        {
            await Console.Error.WriteLineAsync("Name the folder that holds the data set.");
            return 2;
        }

        var database = services.GetRequiredService<IConfiguration>()["Database:Path"]!;
        await using var host = Host(database);
        await StoreMigration.MigrateAsync(host.Services, ct);
        await host.StartAsync(ct);
        await using var scope = host.Services.CreateAsyncScope();
        using var senders = new ReplaySenders(new Uri(host.Urls.First()), scope.ServiceProvider);
        var code = await scope.ServiceProvider.GetRequiredService<OuladReplay>().RunAsync(folder, senders.SendAsync, arguments.Has("through-boards"), Path.ChangeExtension(database, null), Console.Out, ct);
        await host.StopAsync(ct);
        return code;
    }

    /// <summary>The hub and nothing else: no pages, no drum of jobs, no deliveries to the outside.</summary>
    private static WebApplication Host(string database)
    {
        var builder = RegistryHost.Builder(["replay", "--database", database]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRegistry(builder.Configuration);
        builder.Services.AddHub();
        builder.Services.AddProblemDetails();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddHubWriter();
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapHub();
        return app;
    }
}
