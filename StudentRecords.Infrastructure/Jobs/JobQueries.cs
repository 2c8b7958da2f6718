using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

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
    private static readonly Sorting<JobRequest> Sorts = Sorting<JobRequest>.WithKey(j => j.Id)
        .By("requested", j => j.RequestedAt, descendingFirst: true).By("kind", j => j.Kind).By("state", j => j.State).By("by", j => j.RequestedBy).By("ended", j => j.EndedAt);

    private static readonly Expression<Func<JobRequest, JobRow>> Row = j => new JobRow
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
    };

    /// <summary>Newest first. Filters: <c>state</c>, <c>kind</c>.</summary>
    public async Task<TablePage<JobRow>> JobsAsync(TableQuery query, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.JobRequests, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var jobs = db.Set<JobRequest>().AsNoTracking();
        if (query.Filter<JobState>("state") is { } state)
        {
            jobs = jobs.Where(j => j.State == state);
        }

        if (query.Filter("kind") is { } kind)
        {
            jobs = jobs.Where(j => j.Kind == kind);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            jobs = jobs.Where(j => EF.Functions.Like(j.Kind, like, SearchPattern.Escape) || EF.Functions.Like(j.RequestedBy, like, SearchPattern.Escape));
        }

        return await jobs.ToPageAsync(query, Sorts, Row, ct);
    }

    /// <summary>Null when there is none; who asked for a job may look at it without a further permission.</summary>
    public async Task<JobRow?> FindAsync(long id, Caller caller, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var job = await db.Set<JobRequest>().AsNoTracking().Where(j => j.Id == id).Select(Row).SingleOrDefaultAsync(ct);
        if (job?.RequestedBy != caller.Name)
        {
            caller.Demand(Room.JobRequests, Level.See);
        }

        return job;
    }
}
