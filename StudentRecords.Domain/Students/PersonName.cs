namespace StudentRecords.Domain.Students;

/// <summary>A person's name as the source gives it, or as it was made up where the source gives none.</summary>
public sealed record PersonName(string Family, string Given, string? KnownAs = null, bool IsInvented = false);
