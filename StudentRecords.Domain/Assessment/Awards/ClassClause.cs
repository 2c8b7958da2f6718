namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>A class of the award.</summary>
public sealed record ClassClause
{
    public required string Name { get; init; }

    /// <summary>The figure from which it is reached, towards the better end.</summary>
    public required decimal From { get; init; }

    /// <summary>Where the band is published with an upper end, that end; it has to be where the next better class begins.</summary>
    public decimal? Below { get; init; }

    /// <summary>Whether it is an award at all.</summary>
    public bool Awarded { get; init; } = true;

    /// <summary>HESA QUALAWARDRESULT of 22056: 0001 first … 9999 not applicable.</summary>
    public string? ResultCode { get; init; }

    /// <summary>What else it asks; a candidate who does not meet it falls to the next class.</summary>
    public IReadOnlyList<ClassRequirement> Requires { get; init; } = [];
}

/// <summary>Every module of a kind, at this mark or better: a dissertation at 70 for a distinction.</summary>
public sealed record ClassRequirement(string Kind, decimal Mark);

/// <summary>A zone of consideration: who is looked at again, by which test, to what effect.</summary>
public sealed record BorderlineClause
{
    /// <summary>Classes that can be reached by it; empty: every class above the lowest that is awarded.</summary>
    public IReadOnlyList<string> Into { get; init; } = [];

    /// <summary>Width of the zone below the class.</summary>
    public required decimal Below { get; init; }

    /// <summary>Whether who stands exactly at the lower end is in it.</summary>
    public bool Inclusive { get; init; } = true;

    /// <summary>Look at the figure after its final rounding; otherwise before, so that nobody is rounded into the zone ("no borderline on a borderline", NTU).</summary>
    public bool OnRounded { get; init; }

    public required IReadOnlyList<BorderlineTest> Tests { get; init; }

    /// <summary>Every test has to be met; otherwise one is enough.</summary>
    public bool NeedsAll { get; init; }

    /// <summary>What happens to who meets it.</summary>
    public BorderlineEffect Effect { get; init; }

    /// <summary>Who does not meet it is looked at by the board (viva, review).</summary>
    public bool OthersToBoard { get; init; }
}

public enum BorderlineEffect
{
    Promote,
    ReferToBoard,
}

/// <summary>One test of a zone.</summary>
public sealed record BorderlineTest
{
    public required TestKind Kind { get; init; }

    /// <summary>Population by level; with <see cref="Stages"/> empty too: all that are in a pool.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>Population by stage.</summary>
    public IReadOnlyList<int> Stages { get; init; } = [];

    /// <summary>Credits count by their pool's share (stage-weighted credits).</summary>
    public bool Weighted { get; init; }

    /// <summary>Mark from which a module is in the class, by class, where that is not where the class begins (Exeter: 69.5).</summary>
    public IReadOnlyDictionary<string, decimal> Thresholds { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Per cent (<see cref="TestKind.Share"/>) or credits (<see cref="TestKind.Credits"/>).</summary>
    public decimal AtLeast { get; init; }

    /// <summary>More than that is needed, not just as much.</summary>
    public bool MoreThan { get; init; }

    /// <summary>Modules of these kinds have to be in the class too.</summary>
    public IReadOnlyList<string> MustInclude { get; init; } = [];

    /// <summary>Other shares by pool, to be tried in turn (<see cref="TestKind.Reweigh"/>; York: 1:1 and 1:2).</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, decimal>> Shares { get; init; } = [];
}

public enum TestKind
{
    /// <summary>Share of the population's credits in the class.</summary>
    Share,

    /// <summary>Count of the population's credits in the class.</summary>
    Credits,

    /// <summary>The population's mean is in the class.</summary>
    Mean,

    /// <summary>Some other weighting reaches the class.</summary>
    Reweigh,
}

/// <summary>
/// Two bands read together (Sheffield): one from the mean, one from where the marks lie, and a table that gives the outcome. Bands are
/// numbered from 0 and are alternately a class and the border below it.
/// </summary>
public sealed record TwoWayClause
{
    /// <summary>Where each band begins on the mean, best first; the last begins at the end of the scale.</summary>
    public required IReadOnlyList<decimal> Bands { get; init; }

    /// <summary>Credits in one piece of the distribution, each counted by its pool's share.</summary>
    public required decimal Slice { get; init; }

    /// <summary>The piece, counted from the best, whose class is the distribution's.</summary>
    public required int Place { get; init; }

    /// <summary>If the piece at this place lies in a higher class, the distribution is on the border above.</summary>
    public required int BorderPlace { get; init; }

    /// <summary>Triples of band of the mean, band of the distribution, and the band that comes of them. What is not there goes to the board.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Table { get; init; }

    /// <summary>The pool whose mean picks the side where the outcome is a border.</summary>
    public required string TieBy { get; init; }
}
