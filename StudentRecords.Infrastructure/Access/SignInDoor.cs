using Microsoft.AspNetCore.Identity;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>What the door says. Refused is one answer for every reason, so that nobody learns which names exist.</summary>
public enum SignInAnswer
{
    SignedIn,

    /// <summary>The password was right; a code of the second factor is asked for.</summary>
    CodeWanted,
    Refused,
}

/// <summary>
/// Signing in with password and second factor. Five wrong tries lock for a quarter of an hour; every try is written into the
/// trail; a refusal takes the same time whatever its reason.
/// </summary>
public sealed class SignInDoor(SignInManager<RegistryUser> signIn, RegistryDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(400);
    private static readonly PasswordHasher<RegistryUser> Decoy = new();
    private static readonly string DecoyHash = Decoy.HashPassword(new RegistryUser(), Guid.NewGuid().ToString());

    public async Task<SignInAnswer> PasswordAsync(string userName, string password, CancellationToken ct = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await TryPasswordAsync(userName.Trim(), password, ct);
        return await AnswerAsync(answer, started, ct);
    }

    /// <summary>The second step: a code of the authenticator app, or one of the recovery codes.</summary>
    public async Task<SignInAnswer> CodeAsync(string code, bool recovery, CancellationToken ct = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        var user = await signIn.GetTwoFactorAuthenticationUserAsync();
        if (user is null || user.IsClosed)
        {
            return await AnswerAsync(SignInAnswer.Refused, started, ct);
        }

        var plain = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var result = recovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim())
            : await signIn.TwoFactorAuthenticatorSignInAsync(plain, isPersistent: false, rememberClient: false);
        return await AnswerAsync(await ToldAsync(user, result, recovery ? "recovery code" : "authenticator code", ct), started, ct);
    }

    public async Task SignOutAsync(Caller caller, CancellationToken ct = default)
    {
        await signIn.SignOutAsync();
        if (caller.UserId is { } id)
        {
            await TellAsync(caller, id, "SignOut", "Signed out.", ct);
        }
    }

    private async Task<SignInAnswer> TryPasswordAsync(string userName, string password, CancellationToken ct)
    {
        var user = userName.Length is 0 or > 200 ? null : await signIn.UserManager.FindByNameAsync(userName);
        if (user is null || user.IsClosed)
        {
            Decoy.VerifyHashedPassword(new RegistryUser(), DecoyHash, password);
            // What was typed is not kept: people type passwords into the wrong box.
            await TellAsync(Callers.Nobody with { Name = "(not signed in)" }, user?.Id ?? 0, "SignInRefused", user is null ? "No such user." : "The user is closed.", ct);
            return SignInAnswer.Refused;
        }

        return await ToldAsync(user, await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true), "password", ct);
    }

    private async Task<SignInAnswer> ToldAsync(RegistryUser user, SignInResult result, string factor, CancellationToken ct)
    {
        var (answer, act, reason) = result switch
        {
            { Succeeded: true } => (SignInAnswer.SignedIn, "SignIn", $"Signed in with {factor}."),
            { RequiresTwoFactor: true } => (SignInAnswer.CodeWanted, "SignInFirstStep", "Password right, code asked for."),
            { IsLockedOut: true } => (SignInAnswer.Refused, "SignInLocked", "Too many wrong tries; locked."),
            _ => (SignInAnswer.Refused, "SignInRefused", $"Wrong {factor}; {user.AccessFailedCount} of {signIn.Options.Lockout.MaxFailedAccessAttempts} tries."),
        };
        if (answer == SignInAnswer.SignedIn)
        {
            user.LastSignInAt = clock.GetUtcNow();
            await signIn.UserManager.UpdateAsync(user);
        }

        await TellAsync(new Caller(user.UserName!, user.Id, []) { IsSimulated = user.IsSimulated }, user.Id, act, reason, ct);
        return answer;
    }

    private async Task TellAsync(Caller who, long userId, string act, string reason, CancellationToken ct)
    {
        await using var own = await db.BeginAsync(ct);
        var change = new ChangeContext { Caller = who, At = clock.GetUtcNow(), Act = act, Reason = reason };
        await AuditTrail.TellAsync(db, change, nameof(RegistryUser), userId, "[]", ct);
        await db.SaveChangesAsync(ct);
        await own.CommitAsync(ct);
    }

    private static async Task<SignInAnswer> AnswerAsync(SignInAnswer answer, long started, CancellationToken ct)
    {
        var left = RefusalTakes - TimeProvider.System.GetElapsedTime(started);
        if (answer == SignInAnswer.Refused && left > TimeSpan.Zero)
        {
            await Task.Delay(left, ct);
        }

        return answer;
    }
}
