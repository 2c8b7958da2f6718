namespace StudentRecords.Domain.Enrolment;

/// <summary>What is wrong with the day of a step.</summary>
public static class StepFaults
{
    /// <summary>A day so far ahead is a slip of the finger.</summary>
    private const int FurthestAhead = 366;

    /// <summary>Every reason why the step cannot take effect on that day.</summary>
    public static IReadOnlyList<Refusal> OfDay(Engagement engagement, EnrolmentStep step, DateOnly day, DateOnly today)
    {
        List<Refusal> faults = [];
        var standing = StatusHistory.Standing(engagement.Statuses);
        if (step is EnrolmentStep.Withdraw or EnrolmentStep.Interrupt or EnrolmentStep.Complete
            && standing.FirstOrDefault(s => s.Status == EngagementStatus.Enrolled) is { } enrolled && day < enrolled.EffectiveOn)
        {
            faults.Add(new("BEFORE_ENROLMENT", $"The student is enrolled from {enrolled.EffectiveOn:d MMM yyyy}; the day cannot be before it. Who never came is a no-show: undo the enrolment first.", StatusTable.Clause, "EffectiveOn"));
        }
        else if (step is EnrolmentStep.Return or EnrolmentStep.Interrupt or EnrolmentStep.Complete && day < engagement.Start)
        {
            faults.Add(new("BEFORE_START", $"The engagement begins on {engagement.Start:d MMM yyyy}; the day cannot be before it.", "HESA ENGSTARTDATE", "EffectiveOn"));
        }

        if (standing is [.., { Status: not (EngagementStatus.Expected or EngagementStatus.Enrolled) } last] && day < last.EffectiveOn)
        {
            faults.Add(new(last.Status == EngagementStatus.Interrupted && step == EnrolmentStep.Return ? "BEFORE_INTERRUPTION" : "BEFORE_LAST_STEP",
                $"The engagement is {StatusTable.Word(last.Status)} from {last.EffectiveOn:d MMM yyyy}; the day cannot be before it. A mistake in that day is corrected first.", StatusTable.Clause, "EffectiveOn"));
        }

        if (day > today.AddDays(FurthestAhead))
        {
            faults.Add(new("TOO_FAR_AHEAD", $"The day is more than a year ahead; the latest is {today.AddDays(FurthestAhead):d MMM yyyy}.", null, "EffectiveOn"));
        }

        if (step == EnrolmentStep.RecordDeath && day > today)
        {
            faults.Add(new("DEATH_AHEAD", "The day lies ahead.", "HESA RSNENGEND 05", "EffectiveOn"));
        }

        return faults;
    }
}
