using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Access.Users;

[Needs(Room.Users, Level.See)]
public sealed class UserListing(AccessQueries queries) : Listing<UserRow>
{
    public override string Path => "/users";

    public override string Nouns => "users";

    public override string SearchHint => "User name or name";

    public override IReadOnlyList<Column<UserRow>> Columns { get; } =
    [
        new("userName", "User name", u => u.UserName),
        new("name", "Name", u => u.DisplayName),
        new("state", "State", u => u.IsClosed) { Chip = u => Chips.User(u.IsClosed, u.IsLocked), Sorts = false },
        new("roles", "Roles held", u => u.Roles) { IsNumber = true, Sorts = false },
        new("second", "Two-step sign-in", u => u.HasSecondFactor) { Sorts = false },
        new("lastSignIn", "Last sign-in", u => u.LastSignInAt),
        new("email", "E-mail", u => u.Email) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(UserRow row) => $"/users/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("state", "State", [("open", "Open"), ("closed", "Closed"), ("locked", "Locked")]),
        ListFilter.Of<Role>("role", "Role"),
    ]);

    public override Task<TablePage<UserRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.UsersAsync(query, caller, ct);
}
