using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Enrolment;

/// <summary>The offices that place holds, and who may act for each. Whoever owns a hold clears it; who decides on holds may clear any.</summary>
public static class HoldOwners
{
    private static readonly (string Office, Role[] Roles)[] Table =
    [
        ("Registry", [Role.RegistryOfficer, Role.RegistryManager]),
        ("Library", [Role.RegistryOfficer, Role.RegistryManager]),
        ("Finance", [Role.FeesOfficer]),
        ("Academic Integrity", [Role.AcademicIntegrityOfficer]),
        ("Compliance", [Role.SponsorshipOfficer]),
    ];

    /// <summary>Offices for which the caller may place and release holds.</summary>
    public static IReadOnlyList<string> For(Caller caller) => caller.May(Room.Holds, Level.Decide) ? [.. Table.Select(t => t.Office)]
        : caller.May(Room.Holds, Level.Change) ? [.. Table.Where(t => t.Roles.Any(caller.Holds)).Select(t => t.Office)] : [];

    public static bool IsOffice(string office) => Table.Any(t => t.Office == office);

    /// <summary>Every office.</summary>
    public static IReadOnlyList<string> All => [.. Table.Select(t => t.Office)];

    /// <summary>Null when the caller may act for the office.</summary>
    public static Refusal? Denied(Caller caller, string office) => caller.May(Room.Holds, Level.Decide) || For(caller).Contains(office)
        ? null
        : new Refusal("NOT_THE_OWNER", $"{office} owns this hold and clears it; a registry manager may act in its place.", "Hold owners", "Source");
}
