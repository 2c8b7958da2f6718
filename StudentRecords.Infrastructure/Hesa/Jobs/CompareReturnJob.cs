using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Hesa.Jobs;

/// <summary>The compare run in the background. Killed or put back, it begins again and comes to the same verdicts.</summary>
public sealed class CompareReturnJob(HesaService service) : IBackgroundJob
{
    public sealed record Request(long ReturnId);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var outcome = await service.CompareAsync(run.Arguments<Request>().ReturnId, run.Change("CompareReturn", "Compared with what was last submitted"), (percent, text, stop) => run.ReportAsync(percent, text, ct: stop), ct);
        return Sentence.Of(outcome, "The return is compared with what was last submitted.");
    }
}
