using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>Assesses everybody and gathers the lines of a run. Killed, it goes on after the last stretch that was saved.</summary>
internal sealed class PrepareChargeRunJob(ChargeRunGathering gathering) : IBackgroundJob
{
    public sealed record Request(long RunId);

    public Task<string> ExecuteAsync(JobRun run, CancellationToken ct) => gathering.GatherAsync(run.Arguments<Request>().RunId, run.Change("PrepareChargeRun", "Everybody's fees assessed anew for the run"),
        run.Checkpoint, (percent, text, checkpoint) => run.ReportAsync(percent, text, checkpoint, ct), ct);
}

/// <summary>Hands an approved run to F009. Killed, it goes on with the lines that are left.</summary>
internal sealed class ReleaseChargeRunJob(ChargeRunHandover handover) : IBackgroundJob
{
    public sealed record Request(long RunId, string Reason);

    public Task<string> ExecuteAsync(JobRun run, CancellationToken ct) => handover.HandOverAsync(run.Arguments<Request>().RunId, run.Change("ReleaseChargeRun", run.Arguments<Request>().Reason),
        (percent, text) => run.ReportAsync(percent, text, ct: ct), ct);
}
