using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Walks the whole trail in the background, on request and every night. Reads only, so a run that was killed starts anew.</summary>
public sealed class VerifyTrailJob(AuditVerifier verifier) : IBackgroundJob
{
    /// <summary>With these words its result begins when the trail is not whole.</summary>
    public const string Broken = "BROKEN";

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var verdict = await verifier.VerifyAsync(Caller.System(run.RequestedBy), (walked, of) => run.ReportAsync((int)(walked * 100 / Math.Max(1, of)), $"entry {walked:N0} of {of:N0}", ct: ct), ct);
        return Say(verdict);
    }

    public static string Say(AuditVerdict verdict) => verdict.Break is { } wrong
        ? $"{Broken}: {wrong.Sentence} {verdict.Entries:N0} entries before it hold together."
        : $"Whole: {verdict.Entries:N0} entries hold together and agree with {verdict.Anchors:N0} anchors.";
}
