namespace StudentRecords.Domain.Misconduct;

/// <summary>A version of a tariff of penalties, held as data. Adopters of the AMBeR tariff change its numbers; a version is written once.</summary>
public sealed class PenaltyTariff
{
    public long Id { get; private set; } = RecordId.Next();

    public required string Code { get; init; }

    public required int TariffVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON of the tariff's points and bands.</summary>
    public required string Clauses { get; init; }

    public required DateOnly ValidFrom { get; init; }
}
