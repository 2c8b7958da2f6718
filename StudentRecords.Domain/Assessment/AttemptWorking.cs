using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>Takes one attempt at a component through the stages of the rule, in the rule's order, and writes down each that changed it.</summary>
/// <param name="rule">Order and clauses.</param>
/// <param name="scale">Name of the scale, for the trace.</param>
/// <param name="component">What was assessed.</param>
/// <param name="treatments">Those of the registration.</param>
internal sealed class AttemptWorking(MarkRuleClauses rule, string scale, AssessmentComponent component, IReadOnlyCollection<MarkTreatment> treatments)
{
    /// <param name="mark">The attempt.</param>
    /// <param name="number">Its number, without attempts that were set aside before it.</param>
    public WorkedAttempt Work(TakenMark mark, int number)
    {
        if (mark.Score is not { } score)
        {
            return new WorkedAttempt(mark.Attempt, number, null, null, []);
        }

        List<TraceStep> steps = [];
        var before = score;
        foreach (var stage in rule.Order)
        {
            before = stage == MarkStage.Round ? before : score;
            score = stage switch
            {
                MarkStage.Late => Late(mark, score, steps),
                MarkStage.Misconduct => Penalised(mark, score, steps),
                MarkStage.Cap => Capped(mark, number, score, steps),
                MarkStage.Round => ScaleWorking.Rounded(rule.Rounding.Component, before = score, $"{scale}: component rounding", steps),
                _ => score,
            };
        }

        return new WorkedAttempt(mark.Attempt, number, score, rule.Order[^1] == MarkStage.Round ? before : score, steps);
    }

    private decimal Late(TakenMark mark, decimal score, List<TraceStep> steps)
    {
        if (rule.Late is not { } late || !late.Kinds.Contains(component.Kind) || (mark.DueAt ?? (component.DueOn is { } on ? UkTime.EndOf(on) : null)) is not { } due)
        {
            return score;
        }

        var (extended, code) = Extended(mark, due);
        var days = Lateness.Days(late, extended, mark);
        if (days == 0)
        {
            if (code is not null && Lateness.Days(late, due, mark) > 0)
            {
                steps.Add(new($"{scale}: deadline", $"{component.Key} was due {Day(due)}, extended to {Day(extended)} ({code}); in time"));
            }

            return score;
        }

        var told = $"{component.Key} due {Day(extended)}{(code is null ? "" : $" ({code})")}, {days} {(late.Counts == LateCount.WorkingDays ? "working " : "")}{(days == 1 ? "day" : "days")} late";
        var submitted = mark.SubmittedOn ?? (mark.SubmittedAt is { } at ? UkTime.Day(at) : null);
        if (treatments.FirstOrDefault(t => t.Kind == TreatmentKind.LateWaived && t.Touches(component.Id, mark.Attempt) && t.HoldsOn(submitted)) is { } waiver)
        {
            steps.Add(new($"{scale}: late", $"{told}; no penalty ({waiver.Code})"));
            return score;
        }

        var left = Lateness.Reduced(late, days, score);
        steps.Add(new($"{scale}: late", $"{told}; {ScaleWorking.Number(score)} becomes {ScaleWorking.Number(left)}"));
        return left;
    }

    /// <summary>The latest of the deadlines that hold for this student, and the code of what moved it.</summary>
    private (DateTimeOffset Due, string? Code) Extended(TakenMark mark, DateTimeOffset due)
    {
        var (latest, code) = (due, (string?)null);
        foreach (var treatment in treatments.Where(t => t.Touches(component.Id, mark.Attempt)))
        {
            DateTimeOffset? moved = treatment switch
            {
                { Kind: TreatmentKind.ExtendedTo, Until: { } until } => UkTime.EndOf(until),
                { Kind: TreatmentKind.ExtendedBy } => due.AddDays((double)treatment.Value),
                _ => null,
            };
            (latest, code) = moved > latest ? (moved.Value, treatment.Code) : (latest, code);
        }

        return (latest, code);
    }

    private decimal Penalised(TakenMark mark, decimal score, List<TraceStep> steps)
    {
        foreach (var treatment in treatments.Where(t => t.Kind == TreatmentKind.Reduced && t.Touches(component.Id, mark.Attempt)).OrderBy(t => t.Code, StringComparer.Ordinal))
        {
            var left = Math.Max(0, score - treatment.Value);
            steps.Add(new($"{scale}: misconduct", $"{component.Key}: {ScaleWorking.Number(score)} less {ScaleWorking.Number(treatment.Value)} = {ScaleWorking.Number(left)} ({treatment.Code})"));
            score = left;
        }

        return score;
    }

    private decimal Capped(TakenMark mark, int number, decimal score, List<TraceStep> steps)
    {
        if (rule.Cap is { Of: not CapReach.Module } cap && number >= cap.FromAttempt && score > cap.At)
        {
            steps.Add(new($"{scale}: cap", $"{component.Key}: attempt {number} counts {ScaleWorking.Number(cap.At)} of {ScaleWorking.Number(score)}"));
            score = cap.At;
        }

        foreach (var limit in treatments.Where(t => t.Kind == TreatmentKind.LaterAttemptsCapped && t.Touches(component.Id) && mark.Attempt > (t.Attempt ?? 1) && score > t.Value))
        {
            steps.Add(new($"{scale}: cap", $"{component.Key}: resubmission counts {ScaleWorking.Number(limit.Value)} of {ScaleWorking.Number(score)} ({limit.Code})"));
            score = limit.Value;
        }

        return score;
    }

    private static string Day(DateTimeOffset moment) => UkTime.Day(moment).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}

/// <summary>What an attempt comes to.</summary>
/// <param name="Attempt">As the learning environment counts.</param>
/// <param name="Number">As the rule counts, without attempts set aside.</param>
/// <param name="Value">After every stage; null is submitted without a mark.</param>
/// <param name="BeforeRounding">For the comparison of attempts as it is told.</param>
/// <param name="Steps">Every stage that changed it.</param>
internal sealed record WorkedAttempt(int Attempt, int Number, decimal? Value, decimal? BeforeRounding, IReadOnlyList<TraceStep> Steps);
