using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>The data set as the messages that a university's systems would send. Ids and keys come from the data, so that every run sends the same.</summary>
internal sealed class OuladMessages(List<OuladCourse> courses, List<OuladAssessment> assessments, List<OuladRegistration> registrations)
{
    public const string Programme = "OPEN";
    public const string Rule = "TWO-SCALES";
    public const decimal PerCredit = 50m;
    private const int Credits = 30;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, OuladCourse> byKey = courses.ToDictionary(c => c.Key);
    private readonly Dictionary<string, OuladAssessment> assessed = assessments.ToDictionary(a => a.Id);

    /// <summary>F001: seven modules with their runnings, then the programme that names them.</summary>
    public IEnumerable<string> Catalogue()
    {
        foreach (var module in courses.GroupBy(c => c.Module).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return Message($"cm-module-{module.Key}", "ModuleCatalogueUpdated", $"{module.Key}/1", new
            {
                module = module.Key,
                faculty = "OPEN",
                catalogueVersion = 1,
                fromYear = "2022/23",
                title = $"Module {module.Key}",
                credits = Credits,
                level = 4,
                hecos = "101273",
                costCentre = "136",
                occurrences = module.OrderBy(c => c.Presentation, StringComparer.Ordinal).Select(Running),
            });
        }

        yield return Message("cm-programme-OPEN", "ProgrammeCataloguePublished", "OPEN/1", new
        {
            programme = Programme,
            faculty = "OPEN",
            catalogueVersion = 1,
            fromYear = "2022/23",
            title = "Open degree",
            award = "Bachelor of Arts or Science (Honours) Open",
            qualificationCategory = "H0003",
            hecos = "101273",
            credits = 360,
            normalYears = 6,
            modules = courses.Select(c => c.Module).Distinct().Order(StringComparer.Ordinal),
        });
    }

    /// <summary>F045: one application for each person and stream (October or February), from the first row of each.</summary>
    public IEnumerable<string> Applications() => Streams().Select(rows =>
    {
        var first = rows[0];
        var (family, given) = InventedNames.For(first.Student, first.Gender);
        return Message($"ucas-{first.Student}-{first.Stream}", "UcasApplicationReceived", $"{first.Student}-{first.Stream}", new
        {
            application = $"{first.Student}-{first.Stream}",
            applicant = Who(first),
            programme = Programme,
            entryOn = byKey[first.Occurrence].Calendar.Start,
            details = new
            {
                familyName = family,
                givenNames = given,
                nameIsInvented = true,
                legalSex = first.Gender == "F" ? "10" : "11",
                homeCountry = OuladCodes.Country(first.Region),
                highestQualification = OuladCodes.HighestQualification(first.Education),
                disabilities = new[] { first.Disabled ? "96" : "95" },
            },
        });
    });

    /// <summary>F005: each application handed over to the registry.</summary>
    public IEnumerable<string> Handovers() => Streams().Select(rows => Message($"crm-{rows[0].Student}-{rows[0].Stream}", "ApplicantHandedOver", $"{rows[0].Student}-{rows[0].Stream}/handover", new
    {
        application = $"{rows[0].Student}-{rows[0].Stream}",
        applicant = Who(rows[0]),
        programme = Programme,
        entryOn = byKey[rows[0].Occurrence].Calendar.Start,
        mode = "31",
        stream = rows[0].Stream,
    }));

    /// <summary>F026: the verifier's answer to each F025 that it was sent.</summary>
    public static IEnumerable<string> Verifications(IEnumerable<string> cases) =>
        cases.Select(c => Message($"oiv-{c}", "IdentityVerified", $"{c}/1", new { @case = c, confidence = 97 }));

    /// <summary>F011: one module selection for each registration.</summary>
    public IEnumerable<string> Selections() => registrations.Select(r => Message($"ewp-select-{r.Occurrence}-{r.Student}", "ModuleSelectionSubmitted", $"{r.Student}/{r.Occurrence}", new
    {
        student = Who(r),
        occurrences = new[] { r.Occurrence },
        requestedOn = r.RegisteredDay is { } day ? byKey[r.Occurrence].Calendar.Day(day) : (DateOnly?)null,
        attempt = r.PreviousAttempts + 1,
        stream = r.Stream,
    }));

    /// <summary>F010: Finance answers each charge with its payment.</summary>
    public IEnumerable<string> Payments() => registrations.Select(r => Message($"fin-{r.Occurrence}-{r.Student}", "PaymentReceived", $"{r.Occurrence}-{r.Student}", new
    {
        student = Who(r),
        transaction = $"{r.Occurrence}-{r.Student}",
        amount = PerCredit * Credits,
        bookedOn = byKey[r.Occurrence].Calendar.Start,
    }));

    /// <summary>F016: a mark for each result, whatever became of the registration.</summary>
    public string Mark(OuladMark mark)
    {
        var assessment = assessed[mark.Assessment];
        return Message($"vle-{mark.Assessment}-{mark.Student}", "AssessmentMarkSubmitted", $"{mark.Student}|{mark.Assessment}|1", new
        {
            student = new { system = "UCAS", id = mark.Student },
            assessment = mark.Assessment,
            score = mark.Score,
            submittedOn = mark.Banked ? (DateOnly?)null : byKey[$"{assessment.Module}-{assessment.Presentation}"].Calendar.Day(mark.SubmittedDay),
            banked = mark.Banked,
        });
    }

    /// <summary>F011: leaving a module, for each day of unregistration; then leaving the programme, where a stream has no module left.</summary>
    public IEnumerable<string> Withdrawals()
    {
        foreach (var r in registrations.Where(r => r.UnregisteredDay is not null))
        {
            yield return Message($"ewp-leave-{r.Occurrence}-{r.Student}", "SelfServiceRequestRaised", $"{r.Student}/{r.Occurrence}/leave", new
            {
                student = Who(r),
                request = "WithdrawFromModule",
                occurrence = r.Occurrence,
                effectiveOn = byKey[r.Occurrence].Calendar.Day(r.UnregisteredDay!.Value),
            });
        }

        foreach (var rows in Streams().Where(rows => rows.TrueForAll(r => r.UnregisteredDay is not null)))
        {
            yield return Message($"ewp-withdraw-{rows[0].Student}-{rows[0].Stream}", "SelfServiceRequestRaised", $"{rows[0].Student}/{rows[0].Stream}/withdraw", new
            {
                student = Who(rows[0]),
                request = "WithdrawFromProgramme",
                effectiveOn = rows.Max(r => byKey[r.Occurrence].Calendar.Day(r.UnregisteredDay!.Value)),
                endReason = "11",
                stream = rows[0].Stream,
            });
        }
    }

    private object Running(OuladCourse course) => new
    {
        key = course.Key,
        academicYear = course.Calendar.Year.ToString(),
        period = course.Presentation[^1..],
        start = course.Calendar.Start,
        end = course.Calendar.Day(course.Length),
        rule = Rule,
        components = assessments.Where(a => a.Module == course.Module && a.Presentation == course.Presentation).OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => new
        {
            key = a.Id,
            title = $"{a.Type} {a.Id}",
            kind = a.Type switch { "Exam" => "Examination", "CMA" => "ComputerMarked", _ => "Coursework" },
            weight = a.Weight,
            dueOn = a.Day is { } day ? course.Calendar.Day(day) : (DateOnly?)null,
        }),
    };

    /// <summary>Each person's registrations of one stream, first presentation first, in the order of the file.</summary>
    private IEnumerable<List<OuladRegistration>> Streams() => registrations.GroupBy(r => (r.Student, r.Stream)).Select(g => g.OrderBy(r => r.Presentation, StringComparer.Ordinal).ToList());

    private static object Who(OuladRegistration r) => new { system = "UCAS", id = r.Student };

    private static string Message(string id, string type, string key, object data) => JsonSerializer.Serialize(new { id, type, key, sourceVersion = 1, data }, Json);
}
