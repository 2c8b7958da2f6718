using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Access;

/// <summary>Makes users, gives and ends their roles, and mends what they lost. Each act is in the trail under the user.</summary>
public sealed class AccessService(IServiceScopeFactory scopes, Callers callers)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Task<Outcome<UserMade>> CreateUserAsync(NewUser request, ChangeContext change, CancellationToken ct = default) =>
        DoAsync(change, async (db, users) =>
        {
            var refusals = new List<Refusal>();
            var name = request.UserName.Trim().ToLowerInvariant();
            if (request.DisplayName.Trim().Length == 0)
            {
                refusals.Add(new Refusal("NAME_MISSING", "Give the person's name, as colleagues know it.", Field: nameof(request.DisplayName)));
            }

            if (name.Length < 3)
            {
                refusals.Add(new Refusal("USER_NAME_SHORT", "A user name has at least three characters.", Field: nameof(request.UserName)));
            }
            else if (await users.FindByNameAsync(name) is not null)
            {
                refusals.Add(new Refusal("USER_NAME_TAKEN", $"There is a user {name} already; choose another name or reopen that one.", Field: nameof(request.UserName)));
            }

            if (refusals.Count > 0)
            {
                return Outcome<UserMade>.Refused(refusals);
            }

            var password = TemporaryPassword();
            var user = new RegistryUser { UserName = name, DisplayName = request.DisplayName.Trim(), Email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim(), MustChangePassword = true };
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded)
            {
                return Outcome<UserMade>.Refused(made.Errors.Select(e => new Refusal("USER_NOT_MADE", e.Description, Field: nameof(request.UserName))));
            }

            await TellAsync(db, change, user.Id, "added", new { user.UserName, user.DisplayName, user.Email }, ct);
            return new UserMade(user.Id, password);
        }, ct);

    /// <summary>Closes the user: signed out everywhere, kept because the trail names them.</summary>
    public Task<Outcome<long>> CloseAsync(long userId, ChangeContext change, CancellationToken ct = default) => ChangeAsync(userId, change, async (user, users) =>
    {
        if (userId == change.Caller.UserId)
        {
            return Outcome.Refused("OWN_USER", "You cannot close your own user; ask another administrator.");
        }

        if (user.IsClosed)
        {
            return Outcome.Refused("CLOSED_ALREADY", "The user is closed already.");
        }

        user.IsClosed = true;
        await users.UpdateSecurityStampAsync(user);
        return Outcome.Done;
    }, ct);

    public Task<Outcome<long>> ReopenAsync(long userId, ChangeContext change, CancellationToken ct = default) => ChangeAsync(userId, change, async (user, users) =>
    {
        if (!user.IsClosed)
        {
            return Outcome.Refused("OPEN_ALREADY", "The user is open already.");
        }

        user.IsClosed = false;
        await users.UpdateAsync(user);
        return Outcome.Done;
    }, ct);

    /// <summary>Takes the lock of too many wrong tries away.</summary>
    public Task<Outcome<long>> UnlockAsync(long userId, ChangeContext change, CancellationToken ct = default) => ChangeAsync(userId, change, async (user, users) =>
    {
        await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
        return Outcome.Done;
    }, ct);

    /// <summary>Gives a new password, to be shown once and changed at the next sign-in.</summary>
    public async Task<Outcome<UserMade>> ResetPasswordAsync(long userId, ChangeContext change, CancellationToken ct = default)
    {
        var password = TemporaryPassword();
        var outcome = await ChangeAsync(userId, change, async (user, users) =>
        {
            user.MustChangePassword = true;
            await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
            await users.SetLockoutEndDateAsync(user, null);
            return Outcome.Done;
        }, ct);
        return outcome.Succeeded ? new UserMade(userId, password) : Outcome<UserMade>.Refused(outcome.Refusals);
    }

    /// <summary>For somebody who lost the phone and the recovery codes: the second factor is off until they set it up anew.</summary>
    public Task<Outcome<long>> ResetSecondFactorAsync(long userId, ChangeContext change, CancellationToken ct = default) => ChangeAsync(userId, change, async (user, users) =>
    {
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        return Outcome.Done;
    }, ct);

    private Task<Outcome<long>> ChangeAsync(long userId, ChangeContext change, Func<RegistryUser, UserManager<RegistryUser>, Task<Outcome>> act, CancellationToken ct) =>
        DoAsync(change, async (db, users) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
            {
                return Outcome<long>.Refused("NO_SUCH_USER", "There is no such user.");
            }

            var outcome = await act(user, users);
            if (!outcome.Succeeded)
            {
                return Outcome<long>.Refused(outcome.Refusals);
            }

            await TellAsync(db, change, userId, "changed", new { user.IsClosed, user.TwoFactorEnabled, user.MustChangePassword }, ct);
            return userId;
        }, ct);

    private async Task<Outcome<T>> DoAsync<T>(ChangeContext change, Func<RegistryDbContext, UserManager<RegistryUser>, Task<Outcome<T>>> act, CancellationToken ct)
    {
        change.Caller.Demand(Room.Users, Level.Decide);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RegistryDbContext>();
        await using var own = await db.BeginAsync(ct);
        var outcome = await act(db, scope.ServiceProvider.GetRequiredService<UserManager<RegistryUser>>());
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        await db.SaveAsync(change, ct);
        await own.CommitAsync(ct);
        callers.Forget(outcome.Value is long id ? id : outcome.Value is UserMade made ? made.Id : 0);
        return outcome;
    }

    private static Task TellAsync(RegistryDbContext db, ChangeContext change, long userId, string did, object now, CancellationToken ct) =>
        AuditTrail.TellAsync(db, change, nameof(RegistryUser), userId, JsonSerializer.Serialize(new[] { new { row = nameof(RegistryUser), id = userId, did, set = now } }, Options), ct);

    // 16 letters and digits without look-alikes: 93 bits.
    private static string TemporaryPassword() =>
        string.Join('-', RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16).Chunk(4).Select(c => new string(c)));
}
