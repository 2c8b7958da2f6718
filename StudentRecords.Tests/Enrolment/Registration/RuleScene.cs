using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>A second-year student with a structure, told in a few words, for the tables of rules.</summary>
internal static class RuleScene
{
    public const string Year = "2023/24";
    public static readonly DateOnly Today = new(2023, 9, 20);

    /// <summary>A1 and A2 (30 each) are core; one or two of B1 to B3 (15 to 30); 75 to 120 credits, at most 60 in Autumn, at most 30 at level 4.</summary>
    public static readonly ProgrammeStructure Structure = new()
    {
        Stages =
        [
            new StageRules { Year = 1, Core = ["Z1"] },
            new StageRules
            {
                Year = 2, Core = ["A1", "A2"], Options = [new OptionGroup { Title = "Options", Modules = ["B1", "B2", "B3"], AtLeast = 1, AtMost = 2 }],
                Load = new CreditRange(75, 120), Terms = [new TermLoad("Autumn", new CreditRange(null, 60))], AllYear = "Year", Levels = [new LevelCredits(4, new CreditRange(null, 30))],
            },
        ],
    };

    public static Chooser Student(params TakenModule[] taken) => new()
    {
        EngagementId = 1, Status = EngagementStatus.Enrolled, Start = new DateOnly(2022, 9, 26), Structure = Structure, Sessions = [("2022/23", 1), (Year, 2)], Taken = taken,
    };

    public static Chooser Free(params TakenModule[] taken) => Student(taken) with { Structure = null };

    public static ModuleOffer Offer(string module, decimal credits = 15, int level = 5, string period = "Spring") => new()
    {
        OccurrenceId = 1, Occurrence = $"{module}-2023", Module = module, Title = module, Credits = credits, Level = level, AcademicYear = Year, Period = period,
        Start = period == "Autumn" ? new(2023, 9, 25) : new(2024, 1, 22), End = period == "Autumn" ? new(2024, 1, 19) : new(2024, 6, 7),
    };

    public static TakenModule Taking(string module, decimal credits = 15, int level = 5, string period = "Spring") => Offer(module, credits, level, period).TakenIn(1, Year);

    /// <summary>Taken the year before.</summary>
    public static TakenModule Before(string module, ModuleStanding standing) => Taking(module) with
    {
        Occurrence = $"{module}-2022", SessionYear = "2022/23", AcademicYear = "2022/23", Start = new(2022, 9, 26), End = new(2023, 6, 9), Standing = standing, IsDecided = standing is ModuleStanding.Passed or ModuleStanding.Failed,
    };

    public static TeachingSlot Slot(DayOfWeek day, int from, int until) => new() { Day = day, From = new TimeOnly(from, 0), Until = new TimeOnly(until, 0) };

    /// <summary>The codes of the reasons against, in order of the alphabet.</summary>
    public static string Codes(Chooser student, IReadOnlyList<ModuleOffer> wanted, params string[] leaving) =>
        string.Join(' ', RegistrationRules.Of(student, new ModuleMove(wanted, [.. leaving.Select(l => $"{l}-2023")], Today)).Select(r => r.Code).Order(StringComparer.Ordinal));
}
