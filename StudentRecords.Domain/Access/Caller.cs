namespace StudentRecords.Domain.Access;

/// <summary>Who asks: a signed-in user or a system, with the roles held now.</summary>
public sealed record Caller(string Name, long? UserId, IReadOnlyList<RoleGrant> Grants)
{
    /// <summary>The record's own jobs and flows: they act for the institution after the door has asked who calls.</summary>
    public static Caller System(string code) => new(code, null, []) { IsSystem = true };

    /// <summary>True for the record's own jobs and flow appliers, which pass no page.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>Marks acts of a replay's named stand-ins, so that the trail never takes them for people.</summary>
    public bool IsSimulated { get; init; }

    public bool May(Room room, Level level) => IsSystem || Grants.Any(g => AccessTable.For(g.Role, room) >= level);

    /// <summary>Whether a grant that reaches this part of the institution allows it.</summary>
    public bool May(Room room, Level level, Scope scope) =>
        IsSystem || Grants.Any(g => AccessTable.For(g.Role, room) >= level && g.Scope.Covers(scope));

    /// <summary>The faculties and programmes in which the caller may do this. A role held for one board reaches none.</summary>
    public Reach ReachOf(Room room, Level level)
    {
        var allowing = Grants.Where(g => AccessTable.For(g.Role, room) >= level).Select(g => g.Scope).ToList();
        return IsSystem || allowing.Contains(Scope.Everything)
            ? Reach.Everywhere
            : new Reach(false, Keys(allowing, ScopeKind.Faculty), Keys(allowing, ScopeKind.Programme));
    }

    public bool Holds(Role role) => Grants.Any(g => g.Role == role);

    /// <summary>Null when allowed; otherwise the refusal to give back.</summary>
    public Refusal? Denied(Room room, Level level) => May(room, level)
        ? null
        : new Refusal("NOT_PERMITTED", $"{Name} may not {Verb(level)} {Words(room)}; ask an administrator for a role that may.", "Access table");

    /// <exception cref="UnauthorizedAccessException">The caller may not: pages ask first, so that this is the second lock.</exception>
    public void Demand(Room room, Level level)
    {
        if (Denied(room, level) is { } refusal)
        {
            throw new UnauthorizedAccessException(refusal.Sentence);
        }
    }

    private static List<string> Keys(IEnumerable<Scope> scopes, ScopeKind kind) => [.. scopes.Where(s => s.Kind == kind).Select(s => s.Key).Distinct()];

    private static string Verb(Level level) => level switch { Level.See => "see", Level.Change => "change", _ => "decide on" };

    private static string Words(Room room) => string.Concat(room.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
