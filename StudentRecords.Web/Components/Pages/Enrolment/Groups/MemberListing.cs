using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Enrolment.Groups;

[Needs(Room.Enrolments, Level.See)]
public sealed class MemberListing(GroupQueries queries) : Listing<MemberRow>
{
    public override string Path => "/groups/{of:long}";

    public override string Nouns => "members";

    public override string WhenEmpty => "Nobody is in the group yet.";

    public override IReadOnlyList<Column<MemberRow>> Columns { get; } =
    [
        new("name", "Name", m => m.Name),
        new("number", "Number", m => m.StudentNumber),
        new("state", "State", m => m.IsIn) { Chip = Look, Sorts = false },
        new("from", "From", m => m.From),
        new("to", "Until", m => m.To) { Sorts = false },
        new("pinned", "Exception", m => m.PinnedFor) { Sorts = false },
    ];

    public override string RowLink(MemberRow row) => $"/students/{row.PersonId}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [("pinned", "Exceptions"), ("past", "Ended")])]);

    public override Task<TablePage<MemberRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.MembersAsync(query, caller, ct);

    private static ChipLook Look(MemberRow member) => member switch
    {
        { To: not null } => new("Ended", Tone.Quiet, "stop"),
        { IsIn: false } => new("Kept out", Tone.Warn, "lock"),
        { PinnedFor: not null } => new("Pinned", Tone.Busy, "lock"),
        _ => new("Member", Tone.Good),
    };
}
