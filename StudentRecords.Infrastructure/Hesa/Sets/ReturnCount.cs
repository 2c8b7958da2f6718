using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>How many entities of a kind have a status in a compare run; Unchanged ones are counted here although they have no rows.</summary>
public sealed class ReturnCount
{
    public required int Comparison { get; init; }

    public required string Entity { get; init; }

    public required EntityStatus Status { get; init; }

    public required int Count { get; init; }
}
