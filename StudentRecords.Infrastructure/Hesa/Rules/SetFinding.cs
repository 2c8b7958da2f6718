namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>What one rule found in one entity, in one check of a return.</summary>
public sealed class SetFinding
{
    /// <summary>Number of the check and place in document order.</summary>
    public required long Id { get; init; }

    public required int Check { get; init; }

    /// <summary>Code of the rule.</summary>
    public required string Rule { get; init; }

    public required string Entity { get; init; }

    /// <summary>Keys from the top.</summary>
    public required string KeyPath { get; init; }

    public required string Sentence { get; init; }

    /// <summary>The value at fault; null where there is none.</summary>
    public string? Value { get; init; }

    /// <summary>Table of the record that the entity comes from.</summary>
    public string? SourceKind { get; init; }

    public long? SourceId { get; init; }

    /// <summary>Whose it is; null in the catalogue.</summary>
    public long? PersonId { get; init; }
}

/// <summary>What one rule came to in one check.</summary>
public sealed class RuleResult
{
    public required int Check { get; init; }

    public required string Rule { get; init; }

    public required int Population { get; init; }

    public required int Failed { get; init; }
}
