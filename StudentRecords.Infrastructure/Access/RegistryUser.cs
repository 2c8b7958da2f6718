using Microsoft.AspNetCore.Identity;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Access;

/// <summary>Somebody who signs in. What they may do is in their role assignments, not here.</summary>
public sealed class RegistryUser : IdentityUser<long>
{
    public RegistryUser() => Id = RecordId.Next();

    public string DisplayName { get; set; } = "";

    /// <summary>May not sign in any more; kept because the trail names them.</summary>
    public bool IsClosed { get; set; }

    /// <summary>A stand-in of a replay or of the demo institution.</summary>
    public bool IsSimulated { get; set; }

    /// <summary>The password was set by somebody else; the first page after signing in asks for a new one.</summary>
    public bool MustChangePassword { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }
}
