namespace StudentRecords.Infrastructure.Replay;

/// <summary>One running of a module in the data set (courses.csv).</summary>
internal sealed record OuladCourse(string Module, string Presentation, int Length)
{
    public OuladPresentation Calendar { get; } = new(Presentation);

    public string Key => $"{Module}-{Presentation}";
}

/// <summary>assessments.csv. <paramref name="Day"/> counts from the presentation's start; null for examinations without a date.</summary>
internal sealed record OuladAssessment(string Module, string Presentation, string Id, string Type, int? Day, decimal Weight);

/// <summary>studentInfo.csv joined with studentRegistration.csv: one person on one presentation.</summary>
internal sealed record OuladRegistration
{
    public required string Module { get; init; }
    public required string Presentation { get; init; }
    public required string Student { get; init; }
    public required string Gender { get; init; }
    public required string Region { get; init; }
    public required string Education { get; init; }
    public required int PreviousAttempts { get; init; }
    public required bool Disabled { get; init; }

    /// <summary>Pass, Distinction, Fail or Withdrawn, as the university decided it.</summary>
    public required string FinalResult { get; init; }
    public int? RegisteredDay { get; init; }
    public int? UnregisteredDay { get; init; }

    public string Occurrence => $"{Module}-{Presentation}";

    /// <summary>J (October) or B (February): presentations of one letter follow each other year by year.</summary>
    public string Stream => Presentation[^1..];
}

/// <summary>studentAssessment.csv. A blank score was submitted and never marked; a banked one was carried over.</summary>
internal sealed record OuladMark(string Assessment, string Student, int SubmittedDay, bool Banked, decimal? Score);
