namespace StudentRecords.Domain.Funding;

/// <summary>What a programme charges, as versioned data. Written once; charges name code and version.</summary>
public sealed class FeeRule
{
    public long Id { get; private set; } = RecordId.Next();

    public required string ProgrammeCode { get; init; }

    /// <summary>First academic year of entry that it holds for, such as 2023/24.</summary>
    public required string FromYear { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>Pounds for each credit registered.</summary>
    public required decimal PerCredit { get; init; }

    /// <summary>A module left within so many days of its start is not charged.</summary>
    public required int WithdrawalWindowDays { get; init; }

    public string Name => $"{ProgrammeCode} {FromYear} v{RuleVersion}";
}
