namespace StudentRecords.Domain.ExamBoards.Examiners;

/// <summary>An external examiner's annual report: one a year and examiner, handed in once, answered once. It names no student.</summary>
public sealed class ExaminerReport : IVersioned
{
    private ExaminerReport() { }

    public ExaminerReport(long userId, string name, string academicYear, ReportAnswers answers, DateTimeOffset at)
    {
        UserId = userId;
        Name = name;
        AcademicYear = academicYear;
        HadAccess = answers.HadAccess;
        StandardsMet = answers.StandardsMet;
        ProcessFair = answers.ProcessFair;
        Text = answers.Text;
        Recommendations = answers.Recommendations;
        HandedInAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    public string AcademicYear { get; private set; } = "";

    /// <summary>Access to papers and work was enough.</summary>
    public bool HadAccess { get; private set; }

    /// <summary>Marks fit the standards of the sector.</summary>
    public bool StandardsMet { get; private set; }

    /// <summary>Boards followed their regulations.</summary>
    public bool ProcessFair { get; private set; }

    public string Text { get; private set; } = "";

    public string? Recommendations { get; private set; }

    public DateTimeOffset HandedInAt { get; private set; }

    /// <summary>What the institution answered.</summary>
    public string? Response { get; private set; }

    public string? RespondedBy { get; private set; }

    public DateTimeOffset? RespondedAt { get; private set; }

    public Outcome Respond(string response, string by, DateTimeOffset at)
    {
        if (Response is not null)
        {
            return Outcome.Refused("ANSWERED_ALREADY", $"The report was answered on {RespondedAt:d MMM yyyy}.");
        }

        (Response, RespondedBy, RespondedAt) = (response, by, at);
        return Outcome.Done;
    }
}

/// <summary>What an annual report says.</summary>
public sealed record ReportAnswers(bool HadAccess, bool StandardsMet, bool ProcessFair, string Text, string? Recommendations);
