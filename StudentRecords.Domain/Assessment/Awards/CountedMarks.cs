namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Means of counted marks, and which of two figures is the better.</summary>
internal static class CountedMarks
{
    /// <summary>Sum of mark × credits over the sum of credits; null where nothing counts.</summary>
    public static decimal? Mean(IReadOnlyList<CountedMark> parts)
    {
        decimal sum = 0, credits = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            sum += parts[i].Mark * parts[i].Credits;
            credits += parts[i].Credits;
        }

        return credits > 0 ? sum / credits : null;
    }

    public static decimal Credits(IReadOnlyList<CountedMark> parts)
    {
        decimal credits = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            credits += parts[i].Credits;
        }

        return credits;
    }

    /// <summary>A module mark is as good as another. Marks go upwards unless they are themselves given in the figure's points.</summary>
    public static bool IsAtLeast(this AwardClauses clauses, decimal mark, decimal other) => clauses.LowerIsBetter && clauses.Points.Count == 0 ? mark <= other : mark >= other;

    /// <summary>A figure (or what is averaged to one) is as good as another.</summary>
    public static bool Reaches(this AwardClauses clauses, decimal figure, decimal limit) => clauses.LowerIsBetter ? figure <= limit : figure >= limit;

    /// <summary>A part that had to be passed was not: said so, or because the module's rule failed it at a mark that passes.</summary>
    public static bool FailsInPart(this ProfileModule module, AwardClauses clauses, decimal mark) => module.QualifiedFail || (module.FailedByRule && clauses.IsAtLeast(mark, clauses.Pass.At(module.Level)));

    /// <summary>The mark as it goes into a mean: itself, or what it is worth in points.</summary>
    public static decimal InTheMean(this AwardClauses clauses, decimal mark)
    {
        foreach (var step in clauses.Points)
        {
            if (mark >= step.From)
            {
                return step.Points;
            }
        }

        return mark;
    }
}
