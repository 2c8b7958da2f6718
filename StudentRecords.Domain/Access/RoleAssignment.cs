namespace StudentRecords.Domain.Access;

/// <summary>A role given to a user, for a scope and a time. Ended, never deleted.</summary>
public sealed class RoleAssignment
{
    private RoleAssignment() { }

    public RoleAssignment(long userId, Role role, Scope scope, DateOnly from, DateOnly? to)
    {
        UserId = userId;
        Role = role;
        ScopeKind = scope.Kind;
        ScopeKey = scope.Key;
        From = from;
        To = to;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long UserId { get; private set; }

    public Role Role { get; private set; }

    public ScopeKind ScopeKind { get; private set; }

    public string ScopeKey { get; private set; } = "";

    public DateOnly From { get; private set; }

    /// <summary>Last day on which it is held; open when null.</summary>
    public DateOnly? To { get; private set; }

    public bool HeldOn(DateOnly day) => day >= From && (To is null || day <= To);

    /// <summary>Ends the assignment with the day before, so that it holds no more from <paramref name="day"/> on.</summary>
    public void EndBefore(DateOnly day) => To = day.AddDays(-1);
}
