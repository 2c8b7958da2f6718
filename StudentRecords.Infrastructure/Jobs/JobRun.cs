using System.Text.Json;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>One run of a job, as the job sees it.</summary>
public sealed class JobRun(long id, string kind, string arguments, string? checkpoint, string requestedBy, TimeProvider clock, Func<int, string?, string?, CancellationToken, Task> report)
{
    public long Id { get; } = id;

    /// <summary>Where the last run stopped; null in the first.</summary>
    public string? Checkpoint { get; private set; } = checkpoint;

    public string RequestedBy { get; } = requestedBy;

    /// <summary>It came round by itself; nobody asked for it.</summary>
    public bool IsScheduled => RequestedBy == JobSchedules.Requester;

    /// <exception cref="JsonException">The arguments are not those of this kind of job.</exception>
    public T Arguments<T>() => JsonSerializer.Deserialize<T>(arguments, JsonSerializerOptions.Web) ?? throw new JsonException($"{kind} needs arguments.");

    /// <summary>Says how far it is (per cent), renews the lease, and throws when somebody asked to cancel.</summary>
    /// <exception cref="OperationCanceledException">The job is to stop.</exception>
    public async Task ReportAsync(int percent, string? text = null, string? checkpoint = null, CancellationToken ct = default)
    {
        Checkpoint = checkpoint ?? Checkpoint;
        await report(percent, text, checkpoint, ct);
    }

    /// <summary>The change context of what the job does: in the name of who asked for it.</summary>
    public ChangeContext Change(string act, string reason) => new()
    {
        Caller = Caller.System(RequestedBy),
        At = clock.GetUtcNow(),
        Act = act,
        Reason = reason,
        Cause = CauseKind.Job,
        CauseReference = $"{kind}/{Id}",
        CorrelationId = $"job-{Id}",
    };
}
