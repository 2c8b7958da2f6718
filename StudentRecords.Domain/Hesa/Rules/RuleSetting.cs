namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>Whether a broken rule holds the return up.</summary>
public enum RuleSeverity
{
    /// <summary>Looked at, and no more.</summary>
    Warning,

    /// <summary>Beyond its tolerance the return cannot be approved, unless it is waived.</summary>
    Stop,
}

/// <summary>So many records <b>and</b> so much of the population may fail; only beyond both is the rule broken.</summary>
public sealed record Tolerance(int Records, decimal Percent)
{
    public static readonly Tolerance None = new(0, 0);

    public bool IsBroken(int failed, int population) => failed > Records && failed * 100m > Percent * population;

    public override string ToString() => this == None ? "none" : $"{Records} records and {Percent:0.##} %";
}

/// <summary>What is data of a rule: severity, tolerance by regulator, collections in which it is on.</summary>
/// <param name="Tolerances">By regulator: OfS, Medr, DfE(NI), SFC. None where there is no entry.</param>
/// <param name="From">First collection; null from the beginning.</param>
/// <param name="To">Last collection; null without end.</param>
public sealed record RuleSetting(string Code, RuleSeverity Severity, IReadOnlyDictionary<string, Tolerance> Tolerances, string? From, string? To)
{
    public bool IsOnIn(string collection) =>
        (From is null || string.CompareOrdinal(collection, From) >= 0) && (To is null || string.CompareOrdinal(collection, To) <= 0);

    public Tolerance For(string nation) => Tolerances.GetValueOrDefault(RegulatorOf(nation), Tolerance.None);

    public static string RegulatorOf(string nation) => nation switch
    {
        "XI" => "Medr", "XG" => "DfE(NI)", "XH" => "SFC", _ => "OfS",
    };
}

/// <summary>Lists that rules ask and that the authority publishes elsewhere; a rule whose list is empty covers nothing.</summary>
public sealed record RuleLists
{
    /// <summary>UKPRNs with degree awarding powers.</summary>
    public IReadOnlySet<string> AwardingPowers { get; init; } = new HashSet<string>();

    /// <summary>UKPRNs of colleges whose degrees the University of London awards, and of that university.</summary>
    public IReadOnlySet<string> LondonColleges { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> UniversityOfLondon { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> UniversityOfWales { get; init; } = new HashSet<string>();

    /// <summary>Awarder codes of Pearson, and the QUALCATs that it awards.</summary>
    public IReadOnlySet<string> Pearson { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> PearsonAwards { get; init; } = new HashSet<string>();

    /// <summary>Awarder codes of the Scottish Qualifications Authority, and the QUALCATs that it awards.</summary>
    public IReadOnlySet<string> ScottishAuthority { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> ScottishAuthorityAwards { get; init; } = new HashSet<string>();

    /// <summary>Who may award below degree level.</summary>
    public IReadOnlySet<string> BelowDegree { get; init; } = new HashSet<string>();
}
