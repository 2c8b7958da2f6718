using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Hesa.Jobs;

/// <summary>Submission in the background: the picture of what was submitted changes at the very end, at once, or not at all.</summary>
public sealed class SubmitReturnJob(HesaService service) : IBackgroundJob
{
    public sealed record Request(long ReturnId, string Reason);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var request = run.Arguments<Request>();
        var outcome = await service.SubmitAsync(request.ReturnId, run.Change("SubmitReturn", request.Reason), (percent, text, stop) => run.ReportAsync(percent, text, ct: stop), ct);
        return Sentence.Of(outcome, "The return is submitted.");
    }
}
