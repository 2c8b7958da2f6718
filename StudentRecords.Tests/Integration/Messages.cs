using System.Text.Json;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Integration;

/// <summary>Messages of the first journey: module AAA, programme OPEN, applicants by a word of their own.</summary>
internal static class Messages
{
    public const string Occurrence = "AAA-2023J";
    public const string Assessment = "1752";

    /// <summary>The case reference of the nth person of an empty record.</summary>
    public static string Case(int nth) => $"{StudentNumber.Mint(nth).Value}-V1";

    public static MarkRule Rule() => new() { Code = "TEST", RuleVersion = 1, Title = "Weighted mean", Clauses = "{}", ValidFrom = new DateOnly(2020, 8, 1) };

    public static string Module() => Message("cm-1", "ModuleCatalogueUpdated", "AAA/1", new
    {
        module = "AAA", faculty = "SCI", catalogueVersion = 1, fromYear = "2023/24", title = "Algebra", credits = 30, level = 4, hecos = "100403", costCentre = "122",
        occurrences = new[] { new { key = Occurrence, academicYear = "2023/24", period = "J", start = "2023-10-01", end = "2024-06-25", rule = "TEST", components = new[] { new { key = Assessment, title = "TMA 1", kind = "Coursework", weight = 100, dueOn = "2023-10-20" } } } },
    });

    public static string Programme() => Message("cm-2", "ProgrammeCataloguePublished", "OPEN/1", new
    {
        programme = "OPEN", faculty = "SCI", catalogueVersion = 1, fromYear = "2020/21", title = "Open degree", award = "BSc (Hons) Open", qualificationCategory = "H0003", hecos = "100403", credits = 360, normalYears = 6, modules = new[] { "AAA" },
    });

    public static string Applicant(string id, string family = "Achebe") => Message($"ucas-{id}", "UcasApplicationReceived", $"{id}/1", new
    {
        application = $"{id}/1", applicant = Who(id), programme = "OPEN", entryOn = "2023-10-01",
        details = new { familyName = family, givenNames = "Ngozi", dateOfBirth = "2004-05-06", legalSex = "10", disabilities = new[] { "95" } },
    });

    public static string HandedOver(string id) => Message($"crm-{id}", "ApplicantHandedOver", $"{id}/1/handover", new { application = $"{id}/1", applicant = Who(id), programme = "OPEN", entryOn = "2023-10-01", mode = "31" });

    public static string Selection(string id) => Message($"ewp-{id}", "ModuleSelectionSubmitted", $"{id}/AAA", new { student = Who(id), occurrences = new[] { Occurrence }, requestedOn = "2023-09-10" });

    public static string Verified(int nth = 1) => Message($"oiv-{nth}", "IdentityVerified", Case(nth), new { @case = Case(nth), confidence = 98 });

    public static string HoldPlaced(string id) => Message($"fin-{id}-1", "FinancialHoldPlaced", $"h-{id}", new { student = Who(id), hold = $"h-{id}", reason = "Deposit outstanding", placedOn = "2023-09-01" });

    public static string HoldReleased(string id) => Message($"fin-{id}-2", "FinancialHoldReleased", $"h-{id}", new { student = Who(id), hold = $"h-{id}", reason = "Paid", releasedOn = "2023-09-20" }, 2);

    public static string Mark(string id, decimal? score, int version = 1, string assessment = Assessment) =>
        Message($"vle-{id}-{assessment}-{version}", "AssessmentMarkSubmitted", $"{id}/{assessment}/1", new { student = Who(id), assessment, score, submittedOn = "2023-10-19" }, version);

    public static object Who(string id) => new { system = "UCAS", id };

    public static string Message(string id, string type, string key, object data, long sourceVersion = 1) => JsonSerializer.Serialize(new { id, type, key, sourceVersion, data }, JsonSerializerOptions.Web);

    /// <summary>The same in a version of its contract.</summary>
    public static string Message(string id, string type, int version, string key, object data, long sourceVersion) => JsonSerializer.Serialize(new { id, type, version, key, sourceVersion, data }, JsonSerializerOptions.Web);
}
