using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Jobs;

[Needs(Room.JobRequests, Level.See)]
public sealed class JobListing(JobQueries queries, JobKinds kinds) : Listing<JobRow>
{
    public override string Path => "/jobs";

    public override string Nouns => "jobs";

    public override string SearchHint => "Kind or who asked";

    public override string WhenEmpty => "No work has been asked of the background yet.";

    public override IReadOnlyList<Column<JobRow>> Columns { get; } =
    [
        new("kind", "Job", j => Words.OfJob(j.Kind)),
        new("state", "State", j => j.State) { Chip = j => Chips.Of(j.State) },
        new("progress", "Done", j => j.State == JobState.Succeeded ? null : $"{j.Progress}%") { IsNumber = true, Sorts = false },
        new("by", "Asked for by", j => j.RequestedBy),
        new("requested", "Asked for", j => j.RequestedAt),
        new("ended", "Ended", j => j.EndedAt),
        new("result", "Result", j => j.Result ?? j.ProgressText) { Sorts = false },
        new("attempts", "Tries", j => j.Attempts) { IsNumber = true, Sorts = false, IsExtra = true },
    ];

    public override string RowLink(JobRow row) => $"/jobs/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("state", "State", [.. Enum.GetValues<JobState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        new ListFilter("kind", "Job", [.. kinds.Names.Order(StringComparer.Ordinal).Select(k => (k, Words.OfJob(k)))]),
    ]);

    public override Task<TablePage<JobRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.JobsAsync(query, caller, ct);
}
