using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Beats at an interval while the application runs (unless <c>Hub:Pumps</c> is off). A beat that fails is told and the next one follows.</summary>
internal abstract class HubPump(TimeSpan every, IConfiguration configuration, ILogger log) : BackgroundService
{
    protected TimeSpan Every { get; } = every;

    /// <summary>What is to be done now.</summary>
    internal abstract Task BeatAsync(CancellationToken ct);

    /// <summary>Waits for the next beat.</summary>
    protected virtual Task RestAsync(CancellationToken ct) => Task.Delay(Every, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.Equals(configuration["Hub:Pumps"], "off", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RestAsync(stoppingToken);
                await BeatAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // nothing is lost: what is due stays due in its table or folder
                log.LogError(e, "A beat of {Pump} failed", GetType().Name);
            }
        }
    }
}
