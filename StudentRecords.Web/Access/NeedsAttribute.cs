using Microsoft.AspNetCore.Authorization;
using StudentRecords.Domain.Access;

namespace StudentRecords.Web.Access;

/// <summary>Said on every page and endpoint: which room it shows and how far it goes. A page without it is closed to all.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    public NeedsAttribute(Room room, Level level) : base(RoomPolicy.Name(room, level)) => (Room, Level) = (room, level);

    public Room Room { get; }

    public Level Level { get; }
}

/// <summary>Enough to be signed in, whatever the roles: home, one's own account.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute() : AuthorizeAttribute(RoomPolicy.SignedIn);
