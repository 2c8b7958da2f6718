using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Jobs;

/// <summary>Rings when a job request has been committed by this process, so that nobody waits for the next beat of the drum.</summary>
public sealed class JobBell : CommitBell<JobRequest>;
