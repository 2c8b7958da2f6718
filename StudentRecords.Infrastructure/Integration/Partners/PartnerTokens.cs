using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>
/// Access tokens of client credentials (RFC 6749, 4.4; RFC 7519): a system shows its key and secret once, and the token for a few
/// minutes. A token dies with the key that it was given for, and with the process that gave it.
/// </summary>
public sealed class PartnerTokens(PartnerDoor door, TimeProvider clock)
{
    private const string Issuer = "student-records";
    private const string Audience = "hub";
    private const string ScopeClaim = "scope";

    /// <summary>How long a token is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly SigningCredentials signing = new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Null when the key and secret are not a valid pair.</summary>
    public async Task<TokenGrant?> GrantAsync(string keyId, string secret, string? scope, CancellationToken ct)
    {
        if (await door.OwnerAsync(keyId, secret, ct) is not { } credential)
        {
            return null;
        }

        if (FlowScopes.Grant(credential.System, scope) is not { } scopes)
        {
            return new TokenGrant(null, []);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Life,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, keyId), new Claim(JwtRegisteredClaimNames.Jti, Guid.NewGuid().ToString("N")), new Claim(ScopeClaim, string.Join(' ', scopes))]),
            SigningCredentials = signing,
        });
        return new TokenGrant(token, scopes);
    }

    /// <summary>Whose token it is and for which flows; null when it is none of ours, has run out, or its key has ended.</summary>
    public async Task<TokenBearer?> RecogniseAsync(string token, CancellationToken ct)
    {
        var read = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = signing.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => clock.GetUtcNow().UtcDateTime is var now && from <= now && now < to,
        });
        return read.IsValid && read.SecurityToken is JsonWebToken jwt && await door.OwnerAsync(jwt.Subject, null, ct) is { } credential
            ? new TokenBearer(credential.System, jwt.GetClaim(ScopeClaim).Value.Split(' '))
            : null;
    }
}

/// <summary>A token with its scopes.</summary>
/// <param name="Token">Null when a scope was asked for that the system does not have.</param>
public sealed record TokenGrant(string? Token, IReadOnlyList<string> Scopes);

/// <summary>The system that shows a token, and the flows that the token is for.</summary>
public sealed record TokenBearer(string System, IReadOnlyList<string> Scopes);
