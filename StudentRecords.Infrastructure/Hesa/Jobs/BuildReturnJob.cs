using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Hesa.Jobs;

/// <summary>Derives a return in the background. Killed or put back, it drops what it had written and begins again.</summary>
public sealed class BuildReturnJob(HesaService service) : IBackgroundJob
{
    public sealed record Request(string Collection, string? Reason = null);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var request = run.Arguments<Request>();
        var outcome = await service.BuildReturnAsync(request.Collection, run.Change("BuildReturn", request.Reason ?? $"Return for collection {request.Collection}"), (percent, text, stop) => run.ReportAsync(percent, text, ct: stop), ct);
        return Sentence.Of(outcome, $"The return for {request.Collection} is built.");
    }
}
