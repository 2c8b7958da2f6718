using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Groups;

[Needs(Room.Enrolments, Level.See)]
public sealed class GroupListing(GroupQueries queries) : Listing<GroupRow>
{
    public override string Path => "/groups";

    public override string Nouns => "groups";

    public override string SearchHint => "Code or title";

    public override string WhenEmpty => "There are no groups yet. Make one, or let the system that owns them send its lists.";

    public override IReadOnlyList<Column<GroupRow>> Columns { get; } =
    [
        new("code", "Code", g => g.Code),
        new("title", "Title", g => g.Title),
        new("kind", "Kind", g => g.Kind) { Sorts = false },
        new("owner", "Owner", g => OwnerWords.Of(g.Owner)),
        new("year", "Academic year", g => g.AcademicYear),
        new("members", "Members", g => g.Members) { IsNumber = true, Sorts = false },
        new("pinned", "Exceptions", g => g.Pinned) { IsNumber = true, Sorts = false },
    ];

    public override string RowLink(GroupRow row) => $"/groups/{row.Id}";

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
    [
        new ListFilter("year", "Academic year", [.. (await queries.YearsAsync(caller, ct)).Select(y => (y, y))]),
        new ListFilter("kind", "Kind", [.. Enum.GetValues<GroupKind>().Select(k => (k.ToString(), Words.Of(k)))]),
        new ListFilter("owner", "Owner", [.. GroupOwners.All.Select(o => (o, OwnerWords.Of(o)))]),
    ];

    public override Task<TablePage<GroupRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.GroupsAsync(query, caller, ct);
}
