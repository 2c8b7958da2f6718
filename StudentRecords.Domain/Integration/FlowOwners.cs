using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Integration;

/// <summary>
/// Which role of the registry hears for the owner of a flow. Offices that work in the registry hear themselves; for an office outside it (estates, library, timetabling …), and for an owner who has
/// another title here, the registry manager hears, who passes it on.
/// </summary>
public static class FlowOwners
{
    private static readonly Dictionary<string, Role> Roles = new()
    {
        ["Assessment Manager"] = Role.ExamBoardSecretary,
        ["Examinations Manager"] = Role.ExamBoardSecretary,
        ["Head of Academic Integrity"] = Role.AcademicIntegrityOfficer,
        ["Head of Admissions"] = Role.AdmissionsOfficer,
        ["Head of Admissions Compliance"] = Role.AdmissionsOfficer,
        ["Head of Student Recruitment"] = Role.AdmissionsOfficer,
        ["Head of Data"] = Role.StatutoryReturnsOfficer,
        ["Head of Planning"] = Role.StatutoryReturnsOfficer,
        ["Head of Statutory Returns"] = Role.StatutoryReturnsOfficer,
        ["Head of IT Service"] = Role.Administrator,
        ["Head of Identity Services"] = Role.Administrator,
        ["Head of Student Fees"] = Role.FeesOfficer,
        ["Head of Student Funding"] = Role.FeesOfficer,
        ["Head of Wellbeing"] = Role.AdjustmentsOfficer,
        ["Immigration Compliance Lead"] = Role.SponsorshipOfficer,
    };

    /// <summary>The owner's own role, or the registry manager's.</summary>
    public static Role RoleOf(string owner) => Roles.GetValueOrDefault(owner, Role.RegistryManager);

    /// <summary>Titles that have a role of their own.</summary>
    public static IReadOnlyCollection<string> Titles => Roles.Keys;
}
