using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Access;

public sealed class RoleServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private RoleService Roles => registry.Get<RoleService>();

    private ChangeContext Administrator => registry.As(Role.Administrator);

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Assign_ThenFind_GivesTheCallerTheRoleAtOnce()
    {
        var user = await UserAsync("olga");
        Assert.Empty((await registry.Get<Callers>().FindAsync(user))!.Grants);
        Assert.True((await Roles.AssignAsync(Asked(user), Administrator)).Succeeded);
        Assert.True((await registry.Get<Callers>().FindAsync(user))!.May(Room.Persons, Level.Change));
    }

    [Fact]
    public async Task End_TakesTheRoleAwayAtOnceAndKeepsTheAssignment()
    {
        var user = await UserAsync("olga");
        var assignment = await Roles.AssignAsync(Asked(user), Administrator);
        Assert.True((await Roles.EndAsync(assignment.Value, Administrator)).Succeeded);
        Assert.False((await registry.Get<Callers>().FindAsync(user))!.May(Room.Persons, Level.See));
        Assert.Single(await registry.Get<AccessQueries>().AssignmentsAsync(user, TestRegistry.Caller(Role.Auditor)), a => !a.HeldToday);
    }

    [Fact]
    public async Task Assign_WhenHeldAlreadyAndBackToFront_IsRefusedForEveryReasonAtOnce()
    {
        var user = await UserAsync("olga");
        await Roles.AssignAsync(Asked(user), Administrator);
        var again = await Roles.AssignAsync(Asked(user) with { Scope = new Scope(ScopeKind.Faculty, ""), To = registry.Clock.Today.AddDays(-1) }, Administrator);
        Assert.Equal(["SCOPE_KEY_MISSING", "ENDS_BEFORE_START"], again.Refusals.Select(r => r.Code));
        Assert.Equal(["HELD_ALREADY"], (await Roles.AssignAsync(Asked(user), Administrator)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Assign_ToOneself_IsRefused()
    {
        var own = Administrator;
        Assert.Contains((await Roles.AssignAsync(Asked(own.Caller.UserId!.Value), own)).Refusals, r => r.Code == "OWN_ROLES");
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.RegistryManager)]
    public async Task Assign_ByAnybodyElse_IsRefused(Role role) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Roles.AssignAsync(Asked(1), registry.As(role)));

    [Fact]
    public async Task Role_WithALastDay_IsNotHeldTheDayAfter()
    {
        var user = await UserAsync("olga");
        await Roles.AssignAsync(Asked(user) with { To = registry.Clock.Today }, Administrator);
        Assert.True((await registry.Get<Callers>().FindAsync(user))!.Holds(Role.RegistryOfficer));
        registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await registry.Get<Callers>().FindAsync(user))!.Holds(Role.RegistryOfficer));
    }

    [Fact]
    public async Task Users_AreFilteredSortedAndCounted()
    {
        foreach (var name in new[] { "anna", "bela", "cleo", "dora_x" })
        {
            await UserAsync(name);
        }

        var queries = registry.Get<AccessQueries>();
        var caller = TestRegistry.Caller(Role.Administrator);
        var page = await queries.UsersAsync(TableQuery.FromAddress("?sort=-userName&size=10"), caller);
        Assert.Equal(["dora_x", "cleo", "bela", "anna"], page.Rows.Select(u => u.UserName));
        Assert.Equal("dora_x", Assert.Single((await queries.UsersAsync(TableQuery.FromAddress("?q=a_x"), caller)).Rows).UserName);
        Assert.Equal(0, (await queries.UsersAsync(TableQuery.FromAddress("?f.role=Marker"), caller)).Total);
        Assert.Equal(4, (await queries.UsersAsync(TableQuery.FromAddress("?f.state=open&page=99"), caller)).Total);
    }

    [Fact]
    public async Task History_OfAUser_TellsWhoWhyAndWhat()
    {
        var user = await UserAsync("olga");
        var assignment = await Roles.AssignAsync(Asked(user), Administrator);
        var history = await registry.Get<HistoryQueries>().OfAsync(nameof(RoleAssignment), assignment.Value, TestRegistry.Caller(Role.Auditor));
        var entry = Assert.Single(history.Entries);
        Assert.Equal(("Administrator", "The test asks for it"), (entry.Actor, entry.Reason));
        Assert.Contains(Assert.Single(entry.Rows).Values, v => v is { Name: "Role", Before: null, After: "RegistryOfficer" });
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<HistoryQueries>().OfAsync(nameof(RoleAssignment), assignment.Value, TestRegistry.Caller(Role.Marker)));
    }

    private NewAssignment Asked(long user) => new() { UserId = user, Role = Role.RegistryOfficer, Scope = Scope.Everything, From = registry.Clock.Today };

    private async Task<long> UserAsync(string name)
    {
        await using var db = registry.CreateDbContext();
        var user = new RegistryUser { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name };
        db.Add(user);
        await db.SaveChangesAsync();
        return user.Id;
    }
}
