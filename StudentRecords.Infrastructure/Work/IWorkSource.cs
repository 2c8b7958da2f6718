using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Work;

/// <summary>Something that waits for somebody: a line of the work list, leading to the list of just these.</summary>
/// <param name="Count">How many; lines of none are not shown.</param>
/// <param name="One">What one of them is called: "job failed".</param>
/// <param name="Many">What several are called: "jobs failed".</param>
/// <param name="Address">The filtered list.</param>
/// <param name="IsUrgent">Stands above the rest.</param>
/// <param name="Owner">Title of who answers for it, where several are told.</param>
public sealed record WaitingWork(int Count, string One, string Many, string Address, bool IsUrgent = false, string? Owner = null);

/// <summary>An area's part of the work list on the home page. Asked with the caller; gives nothing that the caller may not act on.</summary>
public interface IWorkSource
{
    Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct);
}
