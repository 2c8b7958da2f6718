namespace StudentRecords.Domain;

/// <summary>One reason why the record says no.</summary>
/// <param name="Code">Stable code for machines and tests, upper case with underscores.</param>
/// <param name="Sentence">What is wrong and, where it helps, how to mend it; shown to the user as it is.</param>
/// <param name="Clause">The regulation, flow or field that the reason comes from.</param>
/// <param name="Field">The request's field that is at fault, if one is.</param>
public sealed record Refusal(string Code, string Sentence, string? Clause = null, string? Field = null);
