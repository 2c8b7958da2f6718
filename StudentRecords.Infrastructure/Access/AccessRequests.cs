using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Access;

/// <summary>Asks for a new user.</summary>
public sealed record NewUser
{
    /// <summary>Lower-case letters, digits, point, hyphen: what they sign in with and what the trail calls them.</summary>
    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }
}

/// <summary>Asks that a user be given a role.</summary>
public sealed record NewAssignment
{
    public required long UserId { get; init; }

    public required Role Role { get; init; }

    public required Scope Scope { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Last day; null for until further notice.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>A user was made, with the password that is shown once.</summary>
public sealed record UserMade(long Id, string TemporaryPassword);
