namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>One way to work a figure: pools of modules, each with its share.</summary>
public sealed record AlgorithmClause
{
    public required string Name { get; init; }

    public required IReadOnlyList<PoolClause> Pools { get; init; }

    /// <summary>How the pools are put together.</summary>
    public PoolSum Combine { get; init; }

    /// <summary>Failed modules without credit: in the mean with their mark, or left out.</summary>
    public bool LeavesOutFailed { get; init; }
}

public enum PoolSum
{
    /// <summary>Each pool's mean counts by its share, however many credits are in it.</summary>
    Means,

    /// <summary>Each credit counts by its pool's share: level 6 doubled.</summary>
    Credits,

    /// <summary>The sum of figure × credits × share, not divided: grade credits.</summary>
    Total,
}

/// <summary>Modules of some levels or stages, which share of the figure they have, and which of them count.</summary>
public sealed record PoolClause
{
    public required string Name { get; init; }

    /// <summary>FHEQ levels whose modules are in the pool; empty where stages say it.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Stages of the programme; some universities weigh the stage in which a module was taken, whatever its level (Queen's Belfast).</summary>
    public IReadOnlyList<int> Stages { get; init; } = [];

    /// <summary>Only the proportion to the other pools matters.</summary>
    public required decimal Share { get; init; }

    /// <summary>Null: every marked module counts.</summary>
    public DiscountClause? Discount { get; init; }

    /// <summary>Name of the pool into which falls what this one does not count (UWE: level 6 into level 5).</summary>
    public string? SurplusTo { get; init; }

    /// <summary>Where nothing in the pool is marked, leave it out and weigh the rest (direct entry); otherwise that is a fault of the profile.</summary>
    public bool MayBeEmpty { get; init; }

    internal bool Holds(ProfileModule module) => Stages.Count > 0 ? Stages.Contains(module.Stage) : Levels.Contains(module.Level);
}

/// <summary>Which modules of a pool count. Either <see cref="Keep"/> or <see cref="Drop"/> is given.</summary>
public sealed record DiscountClause
{
    /// <summary>Best credits that count.</summary>
    public decimal? Keep { get; init; }

    /// <summary>Worst credits that do not.</summary>
    public decimal? Drop { get; init; }

    public required DiscountStyle Style { get; init; }

    /// <summary>Which of two modules with the same mark is taken first.</summary>
    public TieRule Tie { get; init; }

    /// <summary>Modules are cut in pieces of this many credits only; null cuts anywhere. Only with <see cref="DiscountStyle.Split"/>.</summary>
    public decimal? Slice { get; init; }

    /// <summary>Modules with one of these marks of kind count whatever their mark: core, dissertation.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];
}

public enum DiscountStyle
{
    /// <summary>Part of a module may count, so that the credits come out exactly.</summary>
    Split,

    /// <summary>Whole modules, the last of which may overshoot.</summary>
    Whole,
}

public enum TieRule
{
    LargerFirst,
    SmallerFirst,

    /// <summary>By code.</summary>
    ByCode,
}
