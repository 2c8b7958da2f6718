using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Audit;

[Needs(Room.AuditTrail, Level.See)]
public sealed class AuditListing(AuditQueries queries) : Listing<AuditRow>
{
    public override string Path => "/audit";

    public override string Nouns => "audit entries";

    public override string SearchHint => "Correlation or cause, whole";

    public override string WhenEmpty => "Nothing has been done yet.";

    public override IReadOnlyList<Column<AuditRow>> Columns { get; } =
    [
        new("number", "Entry", e => e.Sequence),
        new("at", "When", e => e.At) { Sorts = false, IsLong = true },
        new("actor", "Who", e => e.Actor) { Sorts = false, IsKey = true },
        new("act", "Act", e => Words.Of(e.Act)) { Sorts = false },
        new("subject", "Of", e => e.StudentNumber is { } number ? $"Student {number}" : $"{Words.Of(e.SubjectKind)} {e.SubjectId}") { Sorts = false, IsLong = true },
        new("reason", "Why", e => e.Reason) { Sorts = false, IsLong = true },
        new("cause", "Cause", e => e.Cause) { Sorts = false, IsExtra = true },
        new("reference", "Cause reference", e => e.CauseReference) { Sorts = false, IsExtra = true },
        new("correlation", "Correlation", e => e.CorrelationId) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(AuditRow row) => $"/audit/{row.Sequence}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        ListFilter.Typed("actor", "Who"),
        ListFilter.Typed("act", "Act"),
        new ListFilter("kind", "Of", [.. HistoryRooms.Subjects.Select(k => (k, Words.Of(k)))]),
        ListFilter.Typed("subject", "Number"),
        ListFilter.Day("from", "From"),
        ListFilter.Day("to", "To"),
    ]);

    public override Task<TablePage<AuditRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.EntriesAsync(query, caller, ct);
}
