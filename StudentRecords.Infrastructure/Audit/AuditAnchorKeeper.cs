using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Drops an anchor every quarter of an hour and when the process ends. What cannot be written is said in the log and tried again.</summary>
internal sealed partial class AuditAnchorKeeper(AuditAnchor anchor, TimeProvider clock, ILogger<AuditAnchorKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DropAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await DropAsync(stoppingToken);
        }
    }

    private async Task DropAsync(CancellationToken ct)
    {
        foreach (var refusal in (await anchor.WriteAsync(ct)).Refusals)
        {
            NotWritten(refusal.Sentence);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    private partial void NotWritten(string sentence);
}
