using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Web.Access;

/// <summary>The cookie says who somebody is and never what they may do.</summary>
public sealed class UserClaims(UserManager<RegistryUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<RegistryUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(RegistryUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignedInPrincipal.DisplayNameClaim, user.DisplayName));
        if (user.MustChangePassword)
        {
            identity.AddClaim(new Claim(PasswordChange.WantedClaim, "yes"));
        }

        return identity;
    }
}
