using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>One job as a list or its page shows it.</summary>
public sealed record JobRow
{
    public required long Id { get; init; }
    public required string Kind { get; init; }
    public required JobState State { get; init; }
    public required int Progress { get; init; }
    public string? ProgressText { get; init; }
    public string? Result { get; init; }
    public required int Attempts { get; init; }
    public required bool CancelAsked { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset NextAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

/// <summary>What is queued, runs and has run.</summary>
public sealed class JobQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Null when there is none; who asked for a job may look at it without a further permission.</summary>
    public async Task<JobRow?> FindAsync(long id, Caller caller, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var job = await Rows(db.Set<JobRequest>().Where(j => j.Id == id)).SingleOrDefaultAsync(ct);
        if (job?.RequestedBy != caller.Name)
        {
            caller.Demand(Room.JobRequests, Level.See);
        }

        return job;
    }

    private static IQueryable<JobRow> Rows(IQueryable<JobRequest> jobs) => jobs.AsNoTracking().Select(j => new JobRow
    {
        Id = j.Id,
        Kind = j.Kind,
        State = j.State,
        Progress = j.Progress,
        ProgressText = j.ProgressText,
        Result = j.Result,
        Attempts = j.Attempts,
        CancelAsked = j.CancelAsked,
        RequestedBy = j.RequestedBy,
        RequestedAt = j.RequestedAt,
        NextAt = j.NextAt,
        StartedAt = j.StartedAt,
        EndedAt = j.EndedAt,
    });
}
