using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>The parts of a term, in their order.</summary>
internal enum TermStage
{
    Before,
    Arrival,
    Teaching,
    Assessment,
    Boards,
    Close,
}

/// <summary>A student who was enrolled when the term began.</summary>
internal sealed record EnrolledStudent(string Number, long PersonId, string Programme)
{
    public Who Who => Who.Student(Number);
}

/// <summary>Somebody who comes new.</summary>
/// <param name="System">Whose number it is: UCAS, or CRM for those who apply directly.</param>
internal sealed record Newcomer(string System, string Id, string FamilyName, string GivenNames, DateOnly Born, bool IsSponsored, bool IsResearcher, string? SupportNumber)
{
    public Who Who => new(System, Id);

    public string Application => $"{Id}/1";
}

/// <summary>A module that runs in the term.</summary>
internal sealed record Course(string Module, string Run, string Title)
{
    public string Essay => $"{Run}/CW";

    public string Exam => $"{Run}/EX";
}

/// <summary>A candidate of a board that sits, as its papers have them.</summary>
internal sealed record MinutedCandidate(string Number, BoardOutcome? Suggested, string? Grade);

/// <summary>What a term is made of: the record's own people, and what the simulator brings.</summary>
internal sealed record Scene
{
    /// <summary>Stands in every key.</summary>
    public required string Mark { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>Code of a mark rule that the record knows.</summary>
    public required string Rule { get; init; }
    public required IReadOnlyList<EnrolledStudent> Students { get; init; }
    public required IReadOnlyList<Newcomer> Newcomers { get; init; }

    /// <summary>Documents that the archive has confirmed, by key, with its version.</summary>
    public required IReadOnlyList<(string Key, int Version)> Documents { get; init; }

    /// <summary>Decides by chance, the same for the same seed.</summary>
    public required Random Dice { get; init; }

    /// <summary>Undecided candidates by the number of their board, once it sits.</summary>
    public Dictionary<string, IReadOnlyList<MinutedCandidate>> Minuted { get; } = [];

    public const string Faculty = "SCI";
    public const string Period = "A";

    public string Programme => $"{Mark}-BSC";

    public string Doctorate => $"{Mark}-PHD";

    /// <summary>Eight weeks ago.</summary>
    public DateOnly Begins => Today.AddDays(-56);

    public DateOnly Ends => Today.AddDays(63);

    public string Year => Begins.Month >= 8 ? Words(Begins.Year) : Words(Begins.Year - 1);

    public IReadOnlyList<Course> Courses => [new($"{Mark}C1", $"{Mark}C1-A", "Climate data"), new($"{Mark}C2", $"{Mark}C2-A", "Energy systems"), new($"{Mark}C3", $"{Mark}C3-A", "Writing for science")];

    /// <summary>Newcomers who take modules.</summary>
    public IReadOnlyList<Newcomer> Taught => [.. Newcomers.Where(n => !n.IsResearcher)];

    public IReadOnlyList<Newcomer> Researchers => [.. Newcomers.Where(n => n.IsResearcher)];

    /// <summary>Key of a teaching event: course and week, from 1.</summary>
    public static string Event(Course course, int week) => $"{course.Run}/W{week:00}";

    public DateTimeOffset Hour(int week, int hour) => new(Begins.AddDays(7 * (week - 1)).ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    private static string Words(int year) => $"{year}/{(year + 1) % 100:00}";
}
