namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>A row of a group of siblings, kept while the group is compared.</summary>
internal sealed record Sibling(string KeyPath, FieldSet Fields, long Row, bool IsDeleted);
