namespace StudentRecords.Domain.Access;

/// <summary>A role as one caller holds it.</summary>
public readonly record struct RoleGrant(Role Role, Scope Scope);
