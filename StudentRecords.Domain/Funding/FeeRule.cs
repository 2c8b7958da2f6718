using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Funding;

/// <summary>
/// What a programme charges those who enter from a year on, as versioned data. Written once; a correction is another version, and
/// charges name code and version.
/// </summary>
public sealed class FeeRule
{
    public long Id { get; private set; } = RecordId.Next();

    public required string ProgrammeCode { get; init; }

    /// <summary>First academic year of entry that it holds for, such as 2023/24; it holds until the next rule's first year.</summary>
    public required string FromYear { get; init; }

    public required int RuleVersion { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Pounds for each credit registered, where the rule has no terms of its own.</summary>
    public decimal PerCredit { get; init; }

    /// <summary>A module left within so many days of its start is not charged; where the rule has no terms of its own.</summary>
    public int WithdrawalWindowDays { get; init; }

    /// <summary>JSON of <see cref="FeeTerms"/>; null for a rule that knows only a price for each credit.</summary>
    public string? Clauses { get; init; }

    public string Name => $"{ProgrammeCode} {FromYear} v{RuleVersion}";

    /// <summary>The terms, read.</summary>
    /// <exception cref="InvalidOperationException">The clauses were not checked before they were stored.</exception>
    public FeeTerms Terms() => Clauses is null ? FeeTerms.ByCredit(PerCredit, WithdrawalWindowDays)
        : FeeTerms.Read(Clauses) is { Succeeded: true } read ? read.Value : throw new InvalidOperationException($"The fee rule {Name} cannot be read.");

    /// <summary>The rule for somebody who enters the programme on that day: of the latest year not after it, the newest version. Null: the programme charges nothing.</summary>
    public static FeeRule? For(IEnumerable<FeeRule> rules, string programmeCode, DateOnly entry)
    {
        var year = AcademicYear.Of(entry).ToString();
        return rules.Where(r => r.ProgrammeCode == programmeCode && string.CompareOrdinal(r.FromYear, year) <= 0)
            .OrderByDescending(r => r.FromYear, StringComparer.Ordinal).ThenByDescending(r => r.RuleVersion).FirstOrDefault();
    }
}
