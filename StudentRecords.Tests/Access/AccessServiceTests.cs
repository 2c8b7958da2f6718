using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Access;

public sealed class AccessServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private AccessService Users => registry.Get<AccessService>();

    private ChangeContext Administrator => registry.As(Role.Administrator);

    [Fact]
    public async Task Create_MakesAUserWhoMustChangeThePassword_AndTellsWho()
    {
        var made = await Users.CreateUserAsync(new NewUser { UserName = "Olga.Osei", DisplayName = "Olga Osei" }, Administrator);

        var user = await FindAsync(made.Value!.Id);
        Assert.Equal(("olga.osei", true), (user.UserName, user.MustChangePassword));
        Assert.True(await registry.Get<UserManager<RegistryUser>>().CheckPasswordAsync(user, made.Value.TemporaryPassword));
        var told = await registry.ReadAsync(db => db.Set<AuditEntry>().SingleAsync());
        Assert.Equal((nameof(RegistryUser), user.Id), (told.SubjectKind, told.SubjectId));
        Assert.DoesNotContain(made.Value.TemporaryPassword, told.Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithoutANameAndWithAShortUserName_IsRefusedForBoth()
    {
        var refused = await Users.CreateUserAsync(new NewUser { UserName = "ol", DisplayName = " " }, Administrator);
        Assert.Equal(["NAME_MISSING", "USER_NAME_SHORT"], refused.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task Create_OfANameThatIsTaken_IsRefused()
    {
        await MakeAsync();
        var refused = await Users.CreateUserAsync(new NewUser { UserName = "OLGA.OSEI", DisplayName = "Another Olga" }, Administrator);
        Assert.Equal(["USER_NAME_TAKEN"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Close_TakesEveryRightAway_AndReopenGivesItBack()
    {
        var id = (await MakeAsync()).Id;

        Assert.True((await Users.CloseAsync(id, Administrator)).Succeeded);
        Assert.Null(await registry.Get<Callers>().FindAsync(id));
        Assert.Equal(["CLOSED_ALREADY"], (await Users.CloseAsync(id, Administrator)).Refusals.Select(r => r.Code));

        Assert.True((await Users.ReopenAsync(id, Administrator)).Succeeded);
        Assert.NotNull(await registry.Get<Callers>().FindAsync(id));
        Assert.Equal(["OPEN_ALREADY"], (await Users.ReopenAsync(id, Administrator)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Close_OfOnesOwnUser_IsRefused()
    {
        var id = (await MakeAsync()).Id;
        var self = registry.As(TestRegistry.Caller(Role.Administrator) with { UserId = id });
        Assert.Equal(["OWN_USER"], (await Users.CloseAsync(id, self)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Unlock_OpensAUserWhoTriedTooOften()
    {
        var id = (await MakeAsync()).Id;
        await using (var db = registry.CreateDbContext())
        {
            (await db.Users.SingleAsync(u => u.Id == id)).LockoutEnd = registry.Clock.Now.AddMinutes(15);
            await db.SaveChangesAsync();
        }

        Assert.True((await Users.UnlockAsync(id, Administrator)).Succeeded);
        Assert.Null((await FindAsync(id)).LockoutEnd);
    }

    [Fact]
    public async Task ResetPassword_GivesANewOneThatIsShownOnce()
    {
        var made = await MakeAsync();
        var reset = await Users.ResetPasswordAsync(made.Id, Administrator);

        var users = registry.Get<UserManager<RegistryUser>>();
        var user = await FindAsync(made.Id);
        Assert.True(await users.CheckPasswordAsync(user, reset.Value!.TemporaryPassword));
        Assert.False(await users.CheckPasswordAsync(user, made.TemporaryPassword));
    }

    [Fact]
    public async Task ResetSecondFactor_TurnsItOff()
    {
        var id = (await MakeAsync()).Id;
        await using (var db = registry.CreateDbContext())
        {
            (await db.Users.SingleAsync(u => u.Id == id)).TwoFactorEnabled = true;
            await db.SaveChangesAsync();
        }

        Assert.True((await Users.ResetSecondFactorAsync(id, Administrator)).Succeeded);
        Assert.False((await FindAsync(id)).TwoFactorEnabled);
    }

    [Fact]
    public async Task NobodyButThoseWhoDecideOnUsers_MayMakeOne() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Users.CreateUserAsync(new NewUser { UserName = "olga", DisplayName = "Olga" }, registry.As(Role.RegistryManager)));

    public void Dispose() => registry.Dispose();

    private async Task<UserMade> MakeAsync() => (await Users.CreateUserAsync(new NewUser { UserName = "olga.osei", DisplayName = "Olga Osei" }, Administrator)).Value!;

    private Task<RegistryUser> FindAsync(long id) => registry.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id));
}
