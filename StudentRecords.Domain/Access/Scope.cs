namespace StudentRecords.Domain.Access;

/// <summary>What part of the institution a role is held for.</summary>
public enum ScopeKind
{
    Everything,

    /// <summary>Faculty code.</summary>
    Faculty,

    /// <summary>Programme code.</summary>
    Programme,

    /// <summary>Id of an exam board.</summary>
    Board,
}

/// <summary>The faculty, programme or board that a role reaches.</summary>
public readonly record struct Scope(ScopeKind Kind, string Key)
{
    public static readonly Scope Everything = new(ScopeKind.Everything, "");

    public bool Covers(Scope other) => Kind == ScopeKind.Everything || this == other;
}
