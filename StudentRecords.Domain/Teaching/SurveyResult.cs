using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Teaching;

/// <summary>
/// What a module's students said together (F032): counts and means. It has no field for a person, and figures of fewer than
/// <see cref="FewestToTell"/> answers are not taken.
/// </summary>
public sealed class SurveyResult : ToldRow
{
    /// <summary>Fewer answers could be told apart.</summary>
    public const int FewestToTell = 5;

    private SurveyResult() { }

    public SurveyResult(string survey, long occurrenceId, string occurrence)
    {
        Survey = survey;
        OccurrenceId = occurrenceId;
        Key = KeyOf(survey, occurrence);
    }

    public string Survey { get; private set; } = "";

    public long OccurrenceId { get; private set; }

    public int Invited { get; private set; }

    public int Responses { get; private set; }

    /// <summary>Question code and mean, parted by a colon, one a line; empty while only the rate is known.</summary>
    public string Means { get; private set; } = "";

    /// <summary>Action code and state, parted by a colon, one a line.</summary>
    public string Actions { get; private set; } = "";

    public static string KeyOf(string survey, string occurrence) => $"{survey}|{occurrence}";

    /// <summary>False when the word is not newer than what is held. What it does not say stays.</summary>
    public bool Take(int? invited, int? responses, string? means, string? actions, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (Invited, Responses, Means, Actions) = (invited ?? Invited, responses ?? Responses, means ?? Means, actions ?? Actions);
        return true;
    }
}

/// <summary>Between which days a module's students are asked (F031).</summary>
public sealed class SurveyWindow : IVersioned
{
    private SurveyWindow() { }

    public SurveyWindow(string code, string academicYear, string period, DateOnly opens, DateOnly closes)
    {
        Code = code;
        AcademicYear = academicYear;
        Period = period;
        Opens = opens;
        Closes = closes;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Code { get; private set; } = "";

    public string AcademicYear { get; private set; } = "";

    /// <summary>Which runnings: the institution's word for the part of the year.</summary>
    public string Period { get; private set; } = "";

    public DateOnly Opens { get; private set; }

    public DateOnly Closes { get; private set; }

    public bool IsOpenOn(DateOnly day) => Opens <= day && day <= Closes;

    /// <summary>Every reason why a window cannot be like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? code, string? academicYear, string? period, DateOnly opens, DateOnly closes)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(code) || code.Length > 40)
        {
            faults.Add(new("SURVEY_CODE", "Give the survey a code of at most 40 characters.", Field: "Code"));
        }

        if (!Calendar.AcademicYear.TryParse(academicYear, out _))
        {
            faults.Add(new("SURVEY_YEAR", "Say which academic year it asks about, such as 2024/25.", Field: "AcademicYear"));
        }

        if (string.IsNullOrWhiteSpace(period))
        {
            faults.Add(new("SURVEY_PERIOD", "Say which part of the year it asks about.", Field: "Period"));
        }

        if (closes < opens)
        {
            faults.Add(new("SURVEY_CLOSES_FIRST", "The survey closes before it opens.", Field: "Closes"));
        }

        return faults;
    }
}
