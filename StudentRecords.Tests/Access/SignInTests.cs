using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Access;

/// <summary>The door as somebody outside sees it: over HTTP, with the real pages.</summary>
public sealed partial class SignInTests(WebRegistry web) : IClassFixture<WebRegistry>
{
    private const string Wrong = "not the password";

    [Fact]
    public async Task SignIn_WithTheRightPassword_LeadsWhereOneWanted()
    {
        using var visitor = web.Visitor();
        using var answer = await TryAsync(visitor, "olga.officer", DemoUsers.Password, "/users?q=a");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/users?q=a", Place(answer));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("registry=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task SignIn_WithAnAddressElsewhere_LeadsHome(string from)
    {
        using var visitor = web.Visitor();
        using var answer = await TryAsync(visitor, "olga.officer", DemoUsers.Password, from);
        Assert.Equal("/", Place(answer));
    }

    [Fact]
    public async Task Refusal_IsTheSameForAnUnknownNameAWrongPasswordALockedAndAClosedUser()
    {
        await ChangeAsync("femi.fees", u => u.IsClosed = true);
        await ChangeAsync("iris.integrity", u => u.LockoutEnd = DateTimeOffset.UtcNow.AddMinutes(10));
        var unknown = await RefusalAsync("nobody.here", Wrong);
        Assert.Contains("That did not work", unknown, StringComparison.Ordinal);
        Assert.Equal(unknown, await RefusalAsync("amira.adjustments", Wrong));
        Assert.Equal(unknown, await RefusalAsync("femi.fees", DemoUsers.Password));
        Assert.Equal(unknown, await RefusalAsync("iris.integrity", DemoUsers.Password));
    }

    [Fact]
    public async Task Refusal_TakesAsLongForAnUnknownNameAsForAWrongPassword()
    {
        async Task<TimeSpan> TimeAsync(string name)
        {
            using var visitor = web.Visitor();
            var token = await TokenAsync(visitor);
            var started = TimeProvider.System.GetTimestamp();
            using var answer = await PostAsync(visitor, token, name, Wrong, "");
            return TimeProvider.System.GetElapsedTime(started);
        }

        await TimeAsync("nobody.here");
        Assert.True(await TimeAsync("nobody.here") >= TimeSpan.FromMilliseconds(395));
        Assert.True(await TimeAsync("sofia.sponsorship") >= TimeSpan.FromMilliseconds(395));
    }

    [Fact]
    public async Task FiveWrongTries_LockEvenTheRightPasswordOut_AndTheTrailSaysSo()
    {
        for (var i = 0; i < 5; i++)
        {
            await RefusalAsync("adam.admissions", Wrong);
        }

        using var visitor = web.Visitor();
        using var answer = await TryAsync(visitor, "adam.admissions", DemoUsers.Password, "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var acts = await ActsAsync("adam.admissions");
        Assert.Equal(4, acts.Count(a => a == "SignInRefused"));
        Assert.Equal(2, acts.Count(a => a == "SignInLocked"));

        await ChangeAsync("adam.admissions", u => u.LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1));
        using var later = await TryAsync(visitor, "adam.admissions", DemoUsers.Password, "");
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
        Assert.Contains("SignIn", await ActsAsync("adam.admissions"));
    }

    [Fact]
    public async Task SecondFactor_IsAskedForBeforeAnythingOpens()
    {
        await ChangeAsync("martin.manager", u => u.TwoFactorEnabled = true);
        await using var scope = web.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<RegistryUser>>();
        var martin = (await users.FindByNameAsync("martin.manager"))!;
        await users.ResetAuthenticatorKeyAsync(martin);
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(martin, 2))!.ToList();

        using var visitor = web.Visitor();
        using var first = await TryAsync(visitor, "martin.manager", DemoUsers.Password, "");
        Assert.StartsWith("/sign-in/code", Place(first), StringComparison.Ordinal);
        using var early = await visitor.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, early.StatusCode);

        using var wrong = await CodeAsync(visitor, "000000");
        Assert.Contains("That code did not work", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var right = await CodeAsync(visitor, codes[0]);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        using var inside = await visitor.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Fact]
    public async Task ClosedUser_IsOutWithTheNextRequest()
    {
        using var visitor = await web.SignedInAsync(Role.Marker);
        await ChangeAsync("mark.marker", u => u.SecurityStamp = Guid.NewGuid().ToString());
        using var answer = await visitor.GetAsync("/");
        Assert.StartsWith("/sign-in", Place(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenPassword_MustBeChangedBeforeAnyPage()
    {
        await ChangeAsync("moira.moderator", u => u.MustChangePassword = true);
        using var visitor = await web.SignedInAsync(Role.Moderator);
        using var answer = await visitor.GetAsync("/");
        Assert.Equal("/account/password", Place(answer));
    }

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        using var visitor = web.Visitor();
        using var answer = await PostAsync(visitor, "", "olga.officer", DemoUsers.Password, "");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> RefusalAsync(string name, string password)
    {
        using var visitor = web.Visitor();
        using var answer = await TryAsync(visitor, name, password, "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, h => h.Key == "Set-Cookie" && h.Value.Any(v => v.StartsWith("registry=", StringComparison.Ordinal)));
        return Varying().Replace((await answer.Content.ReadAsStringAsync()).Replace(name, "NAME", StringComparison.Ordinal), "");
    }

    private static async Task<HttpResponseMessage> TryAsync(HttpClient visitor, string name, string password, string from) => await PostAsync(visitor, await TokenAsync(visitor), name, password, from);

    private static Task<HttpResponseMessage> PostAsync(HttpClient visitor, string token, string name, string password, string from) =>
        visitor.PostAsync("/sign-in?from=" + Uri.EscapeDataString(from), Form(("_handler", "sign-in"), ("__RequestVerificationToken", token), ("Given.UserName", name), ("Given.Password", password)));

    private static async Task<HttpResponseMessage> CodeAsync(HttpClient visitor, string code)
    {
        var token = Token().Match(await visitor.GetStringAsync("/sign-in/code")).Groups[1].Value;
        return await visitor.PostAsync("/sign-in/code", Form(("_handler", "sign-in-code"), ("__RequestVerificationToken", token), ("Given.Code", code)));
    }

    private static async Task<string> TokenAsync(HttpClient visitor) => Token().Match(await visitor.GetStringAsync("/sign-in")).Groups[1].Value;

    private static string Place(HttpResponseMessage answer) => answer.Headers.Location is { IsAbsoluteUri: true, Host: "localhost" } here ? here.PathAndQuery : answer.Headers.Location!.ToString();

    private static FormUrlEncodedContent Form(params (string Key, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)));

    private async Task ChangeAsync(string name, Action<RegistryUser> change)
    {
        await using var db = web.Registry.CreateDbContext();
        var user = await db.Users.SingleAsync(u => u.UserName == name);
        change(user);
        await db.SaveChangesAsync();
        web.Services.GetRequiredService<Callers>().Forget(user.Id);
    }

    private Task<List<string>> ActsAsync(string name) => web.Registry.ReadAsync(async db =>
    {
        var id = await db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync();
        return await db.Set<AuditEntry>().Where(e => e.SubjectKind == nameof(RegistryUser) && e.SubjectId == id).Select(e => e.Act).ToListAsync();
    });

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    // tokens and state of one answer
    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|<!--Blazor[^>]*-->")]
    private static partial Regex Varying();
}
