namespace StudentRecords.Infrastructure.Students;

/// <summary>A word of a person's name, so that people are found by any of them through an index. Follows the name with every save.</summary>
internal sealed class PersonWord
{
    public required string Word { get; init; }

    public required long PersonId { get; init; }
}
