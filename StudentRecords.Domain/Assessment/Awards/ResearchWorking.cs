using System.Globalization;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What follows from the recommendation of a thesis's examiners.</summary>
internal static class ResearchWorking
{
    public static (AwardVerdict Verdict, DateOnly? Due, List<Refusal> Errors) Decide(AwardClauses clauses, AwardProfile profile, List<AwardStep> trace)
    {
        var rule = clauses.Research!;
        if (profile.MisconductOpen)
        {
            return (new(AwardCode.HeldMisconduct, "A misconduct case is open"), null, []);
        }

        var errors = Faults(rule, profile);
        if (errors.Count > 0)
        {
            return (new(null, string.Join(" ", errors.Select(e => e.Sentence))), null, errors);
        }

        var asked = profile.Research!;
        var recommendation = rule.Recommendations.First(r => r.Code == asked.Recommendation);
        DateOnly? due = recommendation.Months + recommendation.Weeks > 0 ? asked.ExaminedOn.AddMonths(recommendation.Months).AddDays(7 * recommendation.Weeks) : null;
        var words = $"{recommendation.Code}, {recommendation.Title}, on submission {asked.Submission}{(due is { } day ? $", due {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "")}{(recommendation.Viva ? ", with an oral examination" : "")}";
        trace.Add(new(AwardRule.Research, recommendation.Code, Also: words));
        if (asked.ApprovedOn is null)
        {
            return (new(null, $"{recommendation.Title}: a recommendation is no result until the committee has approved it", recommendation.Award ?? clauses.Award), due, []);
        }

        var open = due is not null && !asked.CorrectionsAccepted;
        return (recommendation.Effect switch
        {
            RecommendationEffect.Award when open => new(AwardCode.Refer, $"{recommendation.Title}: corrections are to be accepted first", clauses.Award),
            RecommendationEffect.Award => new(AwardCode.Award, recommendation.Title, clauses.Award),
            RecommendationEffect.LowerAward when open => new(AwardCode.Refer, $"{recommendation.Title}: corrections are to be accepted first", recommendation.Award),
            RecommendationEffect.LowerAward => new(AwardCode.ExitAward, recommendation.Title, recommendation.Award),
            RecommendationEffect.Resubmit or RecommendationEffect.ExamineAgain => new(AwardCode.Refer, recommendation.Title),
            _ => new(AwardCode.Withdraw, recommendation.Title),
        }, due, []);
    }

    private static List<Refusal> Faults(ResearchClause rule, AwardProfile profile)
    {
        if (profile.Research is not { } asked)
        {
            return [new("RECOMMENDATION_MISSING", "The examiners have recommended nothing yet.", "Research degrees", "research")];
        }

        var recommendation = rule.Recommendations.FirstOrDefault(r => r.Code == asked.Recommendation);
        return recommendation is null
            ? [new("NO_SUCH_RECOMMENDATION", $"The regulation knows no recommendation {asked.Recommendation}; it has {string.Join(", ", rule.Recommendations.Select(r => r.Code))}.", "Research degrees", "research")]
            : recommendation.Effect == RecommendationEffect.Resubmit && asked.Submission >= rule.Submissions
                ? [new("NO_SUBMISSION_LEFT", $"Submission {asked.Submission} of {rule.Submissions}: the thesis cannot come again.", "Research degrees", "research")]
                : [];
    }
}
