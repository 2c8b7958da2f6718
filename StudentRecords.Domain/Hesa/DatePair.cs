namespace StudentRecords.Domain.Hesa;

/// <summary>Two date fields of an entity, the first of which may not be later than the second.</summary>
public sealed record DatePair(string From, string To);
