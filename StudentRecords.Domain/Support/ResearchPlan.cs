using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Support;

/// <summary>By when a research degree reaches its milestones (F038), and how long it may stand without a supervisor (F034).</summary>
public static class ResearchPlan
{
    /// <summary>The office that owns what no supervisor does.</summary>
    public const string Office = "Research Degrees";

    /// <summary>Days after the beginning within which a supervisor is named.</summary>
    public const int DaysToName = 14;

    /// <summary>Days within which a gap or an overdue milestone is settled.</summary>
    public const int DaysToSettle = 14;

    /// <summary>Days after a viva within which a board decides on it.</summary>
    public const int DaysToDecide = 28;

    private const int MonthsToProgress = 18;
    private const int MonthsToViva = 3;

    private static readonly string[] Failures = ["fail", "not pass", "notpass", "not progress", "notprogress", "resub", "revise", "reject", "unsatisf"];

    /// <summary>The outcome asks for somebody to act: not passed, or to be submitted again. Outcomes are the research system's own words.</summary>
    public static bool IsFailure(string? outcome) => outcome is not null && Failures.Any(f => outcome.Contains(f, StringComparison.OrdinalIgnoreCase));

    /// <summary>Passed, with nothing left to correct.</summary>
    public static bool IsCompletion(string? outcome) => outcome is not null && outcome.StartsWith("Pass", StringComparison.OrdinalIgnoreCase) && !outcome.Contains("correct", StringComparison.OrdinalIgnoreCase) && !IsFailure(outcome);

    /// <summary>The milestones that are late on the day, each with the day on which it was due.</summary>
    public static IReadOnlyList<(MilestoneKind Kind, DateOnly DueOn)> Overdue(Engagement engagement, IReadOnlyCollection<ResearchMilestone> reached, DateOnly today)
    {
        DateOnly? Last(MilestoneKind kind) => reached.Where(m => m.Kind == kind).Max(m => (DateOnly?)m.On);
        var (thesis, viva) = (Last(MilestoneKind.ThesisSubmitted), Last(MilestoneKind.Viva));
        List<(MilestoneKind, DateOnly)> due = [];
        if (thesis is null && Last(MilestoneKind.Progression) is null)
        {
            due.Add((MilestoneKind.Progression, engagement.Start.AddMonths(engagement.IsFullTime ? MonthsToProgress : 2 * MonthsToProgress)));
        }

        if (thesis is null && engagement.ExpectedEnd is { } end)
        {
            due.Add((MilestoneKind.ThesisSubmitted, end));
        }

        if (thesis is { } submitted && !(viva >= submitted))
        {
            due.Add((MilestoneKind.Viva, submitted.AddMonths(MonthsToViva)));
        }

        return [.. due.Where(d => d.Item2 < today)];
    }

    /// <summary>Since when nobody supervises on the day; null while somebody does, or while there is still time to name somebody.</summary>
    public static DateOnly? UnsupervisedSince(Engagement engagement, IReadOnlyCollection<AcademicRelationship> supervisions, DateOnly today)
    {
        if (supervisions.Any(s => s.From <= today && !(s.To < today)))
        {
            return null;
        }

        return supervisions.Where(s => s.To < today && s.To >= engagement.Start).Max(s => s.To) is { } ended ? ended.AddDays(1)
            : engagement.Start.AddDays(DaysToName) < today ? engagement.Start : null;
    }
}
