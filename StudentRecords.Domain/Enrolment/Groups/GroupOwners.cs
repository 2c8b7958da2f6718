using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Enrolment.Groups;

/// <summary>Who may own a group, and who acts for each: an office through its roles, a system through itself.</summary>
public static class GroupOwners
{
    private static readonly (string Office, Role[] Roles)[] Offices =
    [
        ("Registry", [Role.RegistryOfficer, Role.RegistryManager]),
        ("Programme office", [Role.ProgrammeAdministrator, Role.RegistryManager]),
    ];

    /// <summary>Codes of systems that keep groups of their own: timetabling and the learning environment.</summary>
    public static readonly IReadOnlyList<string> Systems = ["TTB", "VLE"];

    public static readonly IReadOnlyList<string> All = [.. Offices.Select(o => o.Office), .. Systems];

    /// <summary>Offices for which the caller may say who is in a group.</summary>
    public static IReadOnlyList<string> For(Caller caller) => [.. Offices.Where(o => o.Roles.Any(caller.Holds)).Select(o => o.Office)];

    /// <summary>Null when the caller speaks for the owner.</summary>
    public static Refusal? Denied(Caller caller, string owner) => (caller.IsSystem ? caller.Name == owner : For(caller).Contains(owner))
        ? null
        : new Refusal("NOT_THE_OWNER", $"{SystemCatalogue.Names.GetValueOrDefault(owner, owner)} owns this group and says who is in it; {(Systems.Contains(owner) ? "change it there, or let a registry manager pin an exception" : "ask there")}.", "Group owners");
}
