using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>The rules over a whole return in the background. Killed or put back, it begins again.</summary>
public sealed class CheckReturnJob(HesaService service) : IBackgroundJob
{
    public sealed record Request(long ReturnId);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var outcome = await service.CheckAsync(run.Arguments<Request>().ReturnId, run.Change("CheckReturn", "Every rule asked of the return"), (percent, text, stop) => run.ReportAsync(percent, text, ct: stop), ct);
        return Sentence.Of(outcome, "Every rule was asked of the return.");
    }
}
