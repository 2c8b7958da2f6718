using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Domain.Funding;

/// <summary>
/// The terms of a fee rule, read from its data: for whom there are prices, the price of each, on which days how much of it
/// falls due, how long one may leave without a charge, and what scholarships take off.
/// </summary>
public sealed record FeeTerms
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>HESA SCSMODE codes that the rule prices; empty: whatever the mode.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>Fee statuses that it prices; empty: whatever the status.</summary>
    public IReadOnlyList<FeeStatus> FeeStatuses { get; init; } = [];

    /// <summary>Sponsors with prices of their own; everybody else has the price of nobody's sponsor.</summary>
    public IReadOnlyList<string> Sponsors { get; init; } = [];

    /// <summary>It prices the years 1 to this of the programme; null: whatever the year.</summary>
    public int? Years { get; init; }

    /// <summary>It prices loads from nothing to this many credits a session, this not included; null: whatever the load.</summary>
    public decimal? LoadBelow { get; init; }

    /// <summary>The prices: together they must cover everything named above, each case once.</summary>
    public required IReadOnlyList<FeeLine> Lines { get; init; }

    /// <summary>The days on which parts of a price fall due, shares summing to 1.</summary>
    public required IReadOnlyList<CensusPoint> Census { get; init; }

    /// <summary>Who leaves within so many days of the beginning is charged nothing.</summary>
    public required int WithdrawalWindowDays { get; init; }

    /// <summary>What scholarships of these codes take off, unless the award itself says how much.</summary>
    public IReadOnlyList<ScholarshipTerm> Scholarships { get; init; } = [];

    /// <summary>Studentships cover at most this per cent of a price.</summary>
    public decimal StudentshipCover { get; init; } = 100m;

    /// <summary>A price for each credit, all of it due at the module's start.</summary>
    public static FeeTerms ByCredit(decimal perCredit, int windowDays) => new()
    {
        Lines = [new FeeLine { Amount = perCredit, Per = FeeBasis.Credit }],
        Census = [new CensusPoint("Start", 0, 1m)],
        WithdrawalWindowDays = windowDays,
    };

    /// <summary>Reads the terms, or says everything that is wrong with them.</summary>
    public static Outcome<FeeTerms> Read(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<FeeTerms>(json, Options) is not { } terms)
            {
                return Outcome<FeeTerms>.Refused("RULE_UNREADABLE", "The terms are empty.");
            }

            var faults = FeeTermsFaults.Of(terms);
            return faults.Count > 0 ? Outcome<FeeTerms>.Refused(faults) : terms;
        }
        catch (JsonException fault)
        {
            return Outcome<FeeTerms>.Refused("RULE_UNREADABLE", $"The terms cannot be read: {fault.Message}", fault.Path);
        }
    }

    /// <summary>The price of a case; null where the rule has none for it.</summary>
    public FeeLine? LineFor(FeeCase one) =>
        (LoadBelow is { } below && one.Load >= below) || (Years is { } years && one.Year > years) ? null : Lines.FirstOrDefault(l => l.Covers(one, Sponsors));
}

/// <summary>What a price may depend on.</summary>
/// <param name="Mode">HESA SCSMODE.</param>
/// <param name="Status">Fee status at the session's beginning.</param>
/// <param name="Sponsor">Code of the sponsor; null for none.</param>
/// <param name="Year">Year of programme, from 1.</param>
/// <param name="Load">Credits registered in the session.</param>
public sealed record FeeCase(string Mode, FeeStatus Status, string? Sponsor, int Year, decimal Load);

/// <summary>One price. What is empty or null does not matter.</summary>
public sealed record FeeLine
{
    public IReadOnlyList<string> Modes { get; init; } = [];

    public IReadOnlyList<FeeStatus> FeeStatuses { get; init; } = [];

    /// <summary>Sponsors whom it is for; empty: for those without a sponsor that has prices of its own.</summary>
    public IReadOnlyList<string> Sponsors { get; init; } = [];

    public int? YearFrom { get; init; }

    public int? YearTo { get; init; }

    /// <summary>Credits from which on it holds.</summary>
    public decimal? LoadFrom { get; init; }

    /// <summary>Credits below which it holds.</summary>
    public decimal? LoadBelow { get; init; }

    /// <summary>Pounds.</summary>
    public required decimal Amount { get; init; }

    public required FeeBasis Per { get; init; }

    public bool Covers(FeeCase one, IReadOnlyList<string> priced) =>
        (Modes.Count == 0 || Modes.Contains(one.Mode))
        && (FeeStatuses.Count == 0 || FeeStatuses.Contains(one.Status))
        && (one.Sponsor is { } sponsor && priced.Contains(sponsor) ? Sponsors.Contains(sponsor) : Sponsors.Count == 0)
        && (YearFrom is null || one.Year >= YearFrom) && (YearTo is null || one.Year <= YearTo)
        && (LoadFrom is null || one.Load >= LoadFrom) && (LoadBelow is null || one.Load < LoadBelow);
}

public enum FeeBasis
{
    /// <summary>For the session as a whole.</summary>
    Year,

    /// <summary>For each credit of each module registered.</summary>
    Credit,
}

/// <summary>A day on which part of a price falls due for those who are enrolled.</summary>
/// <param name="Name">As the institution calls it: Term 1.</param>
/// <param name="Day">Days after the beginning of the session, or of the module where credits are charged.</param>
/// <param name="Share">Part of the price, 0 to 1.</param>
public sealed record CensusPoint(string Name, int Day, decimal Share);

/// <summary>What a scholarship takes off: per cent of the price, or pounds a year.</summary>
public sealed record ScholarshipTerm(string Code, string Title, decimal? Percent, decimal? Amount);
