namespace StudentRecords.Domain.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>
/// Work asked of the background, written in the same transaction as what made it needful. This row is the truth; the
/// scheduler only beats the drum. Jobs are idempotent and resume from <see cref="Checkpoint"/> after a kill.
/// </summary>
public sealed class JobRequest
{
    private const int LongestText = 200;

    private JobRequest() { }

    public JobRequest(string kind, string arguments, string? dedupeKey, string requestedBy, DateTimeOffset at)
    {
        Kind = kind;
        Arguments = arguments;
        DedupeKey = dedupeKey;
        RequestedBy = requestedBy;
        RequestedAt = at;
        NextAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>Name of the job class.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>JSON.</summary>
    public string Arguments { get; private set; } = "{}";

    /// <summary>While a request with this key is queued or running no second one is taken.</summary>
    public string? DedupeKey { get; private set; }

    public JobState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAt { get; private set; }

    /// <summary>A runner that has not renewed its lease by then is taken for dead.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Per cent, 0 to 100.</summary>
    public int Progress { get; private set; }

    public string? ProgressText { get; private set; }

    /// <summary>Where a killed run goes on from; the job's own words.</summary>
    public string? Checkpoint { get; private set; }

    public string? Result { get; private set; }

    public bool CancelAsked { get; private set; }

    public string RequestedBy { get; private set; } = "";

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    public void Start(DateTimeOffset now, TimeSpan lease)
    {
        State = JobState.Running;
        Attempts++;
        StartedAt ??= now;
        LeaseUntil = now + lease;
    }

    public void Report(int progress, string? text, string? checkpoint, DateTimeOffset now, TimeSpan lease)
    {
        Progress = Math.Clamp(progress, 0, 100);
        ProgressText = text is { Length: > LongestText } ? text[..LongestText] : text;
        Checkpoint = checkpoint ?? Checkpoint;
        LeaseUntil = now + lease;
    }

    /// <summary>Keeps hold of a long step that has nothing to report.</summary>
    public void Renew(DateTimeOffset now, TimeSpan lease) => LeaseUntil = now + lease;

    /// <summary>The runner stops in good order; the job goes on from its checkpoint and the run is not counted.</summary>
    public void PutBack(DateTimeOffset now)
    {
        State = JobState.Queued;
        Attempts--;
        NextAt = now;
        LeaseUntil = null;
    }

    public void Succeed(string result, DateTimeOffset now)
    {
        State = JobState.Succeeded;
        Progress = 100;
        Result = result;
        End(now);
    }

    /// <summary>Tried again with growing distance until <paramref name="retry"/> is null, then failed for good.</summary>
    public void Fail(string reason, TimeSpan? retry, DateTimeOffset now)
    {
        Result = reason;
        State = retry is null ? JobState.Failed : JobState.Queued;
        NextAt = now + (retry ?? TimeSpan.Zero);
        LeaseUntil = null;
        EndedAt = retry is null ? now : null;
    }

    public Outcome AskToCancel(DateTimeOffset now)
    {
        if (IsOver)
        {
            return Outcome.Refused("JOB_OVER", "The job has already ended and cannot be cancelled.");
        }

        CancelAsked = true;
        if (State == JobState.Queued)
        {
            Cancelled(now);
        }

        return Outcome.Done;
    }

    public void Cancelled(DateTimeOffset now)
    {
        State = JobState.Cancelled;
        Result ??= "Cancelled before it was finished; what was done so far stands.";
        End(now);
    }

    /// <summary>A failed or cancelled job is queued again from its checkpoint.</summary>
    public Outcome Retry(DateTimeOffset now)
    {
        if (State is not (JobState.Failed or JobState.Cancelled))
        {
            return Outcome.Refused("JOB_NOT_ENDED", "Only a failed or cancelled job can be run again.");
        }

        State = JobState.Queued;
        CancelAsked = false;
        NextAt = now;
        EndedAt = null;
        Attempts = 0;
        return Outcome.Done;
    }

    private void End(DateTimeOffset now)
    {
        EndedAt = now;
        LeaseUntil = null;
    }
}
