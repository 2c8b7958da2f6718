namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>One entity that a rule finds fault with.</summary>
/// <param name="Sentence">What is wrong with it.</param>
/// <param name="Value">The value at fault; null where there is none.</param>
public sealed record Finding(string Rule, EntityInTree Entity, string Sentence, string? Value);
