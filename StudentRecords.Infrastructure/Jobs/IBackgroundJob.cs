namespace StudentRecords.Infrastructure.Jobs;

/// <summary>A kind of background work: a plain class, idempotent, that goes on from its checkpoint after a kill.</summary>
public interface IBackgroundJob
{
    /// <summary>Does the work and gives the sentence shown as its result.</summary>
    /// <exception cref="OperationCanceledException">The job was cancelled; what is saved stands.</exception>
    Task<string> ExecuteAsync(JobRun run, CancellationToken ct);
}
