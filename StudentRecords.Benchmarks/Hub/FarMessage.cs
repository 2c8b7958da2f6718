using System.Globalization;
using System.Text.Json;

namespace StudentRecords.Benchmarks.Hub;

/// <summary>What a system sends.</summary>
internal sealed record FarMessage(string System, string Flow, string Text)
{
    private const string ElectiveCode = "SU101";

    /// <summary>F010: money that came.</summary>
    public static FarMessage Payment(string name, string student) =>
        new("FIN", "F010", Message(name, "PaymentReceived", name, 1, new { student = Who(student), transaction = name, amount = 250.5m, bookedOn = "2026-09-22" }));

    /// <summary>F010: a hold (version 1), and its release (version 2).</summary>
    public static FarMessage Hold(string name, string student, int version) => version == 1
        ? new("FIN", "F010", Message($"{name}-1", "FinancialHoldPlaced", name, 1, new { student = Who(student), hold = name, reason = "Deposit outstanding", placedOn = "2026-09-21" }))
        : new("FIN", "F010", Message($"{name}-2", "FinancialHoldReleased", name, 2, new { student = Who(student), hold = name, reason = "Paid", releasedOn = "2026-09-22" }));

    /// <summary>F004: a teaching event, and from version 2 on another time and room for it.</summary>
    public static FarMessage Event(string name, string occurrence, int version)
    {
        var day = new DateTimeOffset(2026, 10, 5, 9, 0, 0, TimeSpan.Zero).AddDays(version % 5);
        return new("TTB", "F004", Message($"{name}-{version}", version == 1 ? "TeachingEventScheduled" : "TeachingEventSuperseded", name, version, new { @event = name, moduleRun = occurrence, kind = "Lecture", startsAt = day, endsAt = day.AddHours(1), room = $"B-{100 + (version % 50)}", staff = new[] { "S0042" } }));
    }

    /// <summary>F001: an elective that runs in each of the years.</summary>
    public static FarMessage Elective(IReadOnlyList<int> years)
    {
        var runs = years.Select(y => new { key = Run(y), academicYear = Year(y), period = "Spring", start = new DateOnly(y + 1, 1, 20), end = new DateOnly(y + 1, 5, 30), rule = "WEX-UG", registrationCloses = new DateOnly(y + 1, 1, 31) });
        return new("CM", "F001", Message("elective", "ModuleCatalogueUpdated", ElectiveCode, 1, new { module = ElectiveCode, faculty = "HUM", catalogueVersion = 1, fromYear = Year(years.Min()), title = "Sustainability in Practice", credits = 15, level = 4, hecos = "101142", costCentre = "137", occurrences = runs }));
    }

    /// <summary>F011: on the elective of the student's year, and off it again.</summary>
    public static FarMessage Choose(string name, string student, int year) =>
        new("EWP", "F011", Message(name, "ModuleSelectionSubmitted", name, 1, new { student = Who(student), occurrences = new[] { Run(year) }, requestedOn = new DateOnly(year, 9, 25) }));

    public static FarMessage Leave(string name, string student, int year) =>
        new("EWP", "F011", Message(name, "SelfServiceRequestRaised", name, 1, new { student = Who(student), request = "WithdrawFromModule", occurrence = Run(year), effectiveOn = new DateOnly(year, 10, 1) }));

    /// <summary>F005: somebody new, expected to enrol.</summary>
    public static FarMessage Applicant(string name, int n, string stage, int version)
    {
        var details = new { familyName = string.Create(CultureInfo.InvariantCulture, $"Fresher{n}"), givenNames = "Sam", dateOfBirth = new DateOnly(2007, 1, 1).AddDays(n % 700).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        return new("CRM", "F005", Message($"{name}-{version}", stage, name, version, new { application = name, applicant = new { system = "CRM", id = name }, details, programme = "BSC-CS", entryOn = "2026-09-28", accepted = true }));
    }

    /// <summary>F055: figures that the hub hands on to Business Intelligence.</summary>
    public static FarMessage Figures(string name, string dataset, int version) =>
        new("VLE", "F055", Message(name, "LearningAnalyticsBatch", dataset, version, new { dataset, batch = name, asOf = "2026-10-08", rows = version, sha256 = new string('a', 64), link = "https://vle.example.ac.uk/batch" }));

    private static string Run(int year) => string.Create(CultureInfo.InvariantCulture, $"{ElectiveCode}-{year}S");

    private static string Year(int first) => string.Create(CultureInfo.InvariantCulture, $"{first}/{(first + 1) % 100:00}");

    private static object Who(string student) => new { system = "SIS", id = student };

    private static string Message(string id, string type, string key, long sourceVersion, object data) => JsonSerializer.Serialize(new { id, type, key, sourceVersion, data }, JsonSerializerOptions.Web);
}
