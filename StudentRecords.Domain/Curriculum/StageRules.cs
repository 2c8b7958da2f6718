namespace StudentRecords.Domain.Curriculum;

/// <summary>What one year of a programme asks: which modules, how much, at which level.</summary>
public sealed record StageRules
{
    /// <summary>Year of the programme, from 1 (HESA YEARPRG).</summary>
    public required int Year { get; init; }

    /// <summary>Module codes that everybody takes.</summary>
    public IReadOnlyList<string> Core { get; init; } = [];

    public IReadOnlyList<OptionGroup> Options { get; init; } = [];

    /// <summary>Credits of the whole year.</summary>
    public CreditRange? Load { get; init; }

    /// <summary>Credits of each period.</summary>
    public IReadOnlyList<TermLoad> Terms { get; init; } = [];

    /// <summary>The period whose modules run all year and count in equal parts in every period of <see cref="Terms"/>; null where there is none.</summary>
    public string? AllYear { get; init; }

    /// <summary>Credits at each level.</summary>
    public IReadOnlyList<LevelCredits> Levels { get; init; } = [];

    public IEnumerable<string> Modules() => Core.Concat(Options.SelectMany(o => o.Modules)).Distinct(StringComparer.Ordinal);

    /// <summary>Whether it says which modules may be taken at all.</summary>
    public bool NamesModules => Core.Count > 0 || Options.Count > 0;
}

/// <summary>Modules of which some are chosen, by number, by credits or by both.</summary>
public sealed record OptionGroup
{
    public required string Title { get; init; }

    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>Fewest modules that are chosen.</summary>
    public int? AtLeast { get; init; }

    /// <summary>Most modules that are chosen.</summary>
    public int? AtMost { get; init; }

    public CreditRange? Credits { get; init; }

    /// <summary>"1 of 3", "2 to 3 of 5", "30 credits": how many are chosen, in words.</summary>
    public string Choice => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if ((AtLeast, AtMost) is not (null, null))
        {
            yield return (AtLeast ?? 0) == AtMost ? $"{AtMost} of {Modules.Count}" : AtMost is null ? $"at least {AtLeast} of {Modules.Count}" : $"{AtLeast ?? 0} to {AtMost} of {Modules.Count}";
        }

        if (Credits is { } range)
        {
            yield return range.ToString();
        }

        if (AtLeast is null && AtMost is null && Credits is null)
        {
            yield return $"any of {Modules.Count}";
        }
    }
}

/// <summary>Credit points (CATS), both ends included; null leaves an end open.</summary>
public sealed record CreditRange(decimal? From, decimal? To)
{
    public bool IsAbove(decimal credits) => credits > To;

    public bool IsBelow(decimal credits) => credits < From;

    public override string ToString() => (From, To) switch
    {
        (null, null) => "any number of credits",
        (null, { } to) => $"at most {to:0.##} credits",
        ({ } from, null) => $"at least {from:0.##} credits",
        var (from, to) => from == to ? $"{from:0.##} credits" : $"{from:0.##} to {to:0.##} credits",
    };
}

/// <summary>Credits of one period, by the institution's word for it.</summary>
public sealed record TermLoad(string Period, CreditRange Credits);

/// <summary>Credits at one FHEQ level.</summary>
public sealed record LevelCredits(int Level, CreditRange Credits);
