using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>What a person's own account looks like to that person.</summary>
public sealed record AccountState(string UserName, string DisplayName, bool MustChangePassword, bool HasSecondFactor, int RecoveryCodesLeft);

/// <summary>The key of an authenticator app that is being set up: as text to type and as an address for a QR code.</summary>
public sealed record FactorKey(string Key, string Address);

/// <summary>What people do to their own password and second factor. Lives for one HTTP request, for it renews the cookie.</summary>
public sealed class OwnAccount(UserManager<RegistryUser> users, SignInManager<RegistryUser> signIn, RegistryDbContext db, Callers callers, InstitutionProfile institution, TimeProvider clock)
{
    private const int RecoveryCodes = 10;

    public async Task<AccountState> StateAsync(ClaimsPrincipal principal)
    {
        var user = await UserAsync(principal);
        return new AccountState(user.UserName!, user.DisplayName, user.MustChangePassword, user.TwoFactorEnabled, user.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0);
    }

    /// <summary>Ends every other session of the person.</summary>
    public async Task<Outcome> ChangePasswordAsync(ClaimsPrincipal principal, string old, string wanted, string again, CancellationToken ct = default)
    {
        var user = await UserAsync(principal);
        var refusals = new List<Refusal>();
        if (wanted != again)
        {
            refusals.Add(new Refusal("PASSWORDS_DIFFER", "The two new passwords are not the same.", Field: "again"));
        }

        if (wanted == old)
        {
            refusals.Add(new Refusal("PASSWORD_SAME", "The new password is the old one.", Field: "wanted"));
        }

        foreach (var validator in users.PasswordValidators)
        {
            refusals.AddRange((await validator.ValidateAsync(users, user, wanted)).Errors.Select(e => new Refusal("PASSWORD_WEAK", e.Description, Field: "wanted")));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        user.MustChangePassword = false;
        if (!(await users.ChangePasswordAsync(user, old, wanted)).Succeeded)
        {
            return Outcome.Refused([new Refusal("PASSWORD_WRONG", "The present password is not right.", Field: "old")]);
        }

        await DoneAsync(user, "ChangeOwnPassword", "Changed the password.", ct);
        return Outcome.Done;
    }

    public async Task<FactorKey> KeyAsync(ClaimsPrincipal principal)
    {
        var user = await UserAsync(principal);
        var key = await users.GetAuthenticatorKeyAsync(user);
        if (key is null)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
            key = (await users.GetAuthenticatorKeyAsync(user))!;
        }

        var issuer = Uri.EscapeDataString(institution.Name);
        return new FactorKey(
            string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(c => new string(c))),
            $"otpauth://totp/{issuer}:{Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer={issuer}&digits=6");
    }

    /// <summary>Turns two-step sign-in on once the app shows the right code; gives the recovery codes, shown once.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOnAsync(ClaimsPrincipal principal, string code, CancellationToken ct = default)
    {
        var user = await UserAsync(principal);
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal)))
        {
            return Outcome<IReadOnlyList<string>>.Refused([new Refusal("CODE_WRONG", "That is not the code that the app shows now. Check that the clock of your device is right.", Field: "code")]);
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!.ToList();
        await DoneAsync(user, "TurnSecondFactorOn", "Set up two-step sign-in.", ct);
        return codes;
    }

    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(ClaimsPrincipal principal, CancellationToken ct = default)
    {
        var user = await UserAsync(principal);
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!.ToList();
        await DoneAsync(user, "MakeRecoveryCodes", "Made new recovery codes.", ct);
        return codes;
    }

    public async Task<Outcome> TurnOffAsync(ClaimsPrincipal principal, string password, CancellationToken ct = default)
    {
        var user = await UserAsync(principal);
        if (!await users.CheckPasswordAsync(user, password))
        {
            return Outcome.Refused([new Refusal("PASSWORD_WRONG", "The password is not right.", Field: "password")]);
        }

        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await DoneAsync(user, "TurnSecondFactorOff", "Turned two-step sign-in off.", ct);
        return Outcome.Done;
    }

    private async Task<RegistryUser> UserAsync(ClaimsPrincipal principal) => await users.GetUserAsync(principal) ?? throw new UnauthorizedAccessException("The session has ended; sign in again.");

    private async Task DoneAsync(RegistryUser user, string act, string reason, CancellationToken ct)
    {
        await signIn.RefreshSignInAsync(user);
        await using var own = await db.BeginAsync(ct);
        var change = new ChangeContext { Caller = new Caller(user.UserName!, user.Id, []) { IsSimulated = user.IsSimulated }, At = clock.GetUtcNow(), Act = act, Reason = reason };
        await AuditTrail.TellAsync(db, change, nameof(RegistryUser), user.Id, "[]", ct);
        await db.SaveChangesAsync(ct);
        await own.CommitAsync(ct);
        callers.Forget(user.Id);
    }
}
