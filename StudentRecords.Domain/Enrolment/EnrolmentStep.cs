namespace StudentRecords.Domain.Enrolment;

/// <summary>What an officer may do with an engagement's status.</summary>
public enum EnrolmentStep
{
    Confirm,
    Withdraw,
    Interrupt,

    /// <summary>Back from an interruption.</summary>
    Return,
}

/// <summary>Which steps an engagement's status lets one think of, and what is wrong with the day of one.</summary>
public static class EnrolmentSteps
{
    /// <summary>A day so far ahead is a slip of the finger.</summary>
    private const int FurthestAhead = 366;

    public static IReadOnlyList<EnrolmentStep> From(EngagementStatus status) => status switch
    {
        EngagementStatus.Expected => [EnrolmentStep.Confirm, EnrolmentStep.Withdraw],
        EngagementStatus.Enrolled => [EnrolmentStep.Interrupt, EnrolmentStep.Withdraw],
        EngagementStatus.Interrupted => [EnrolmentStep.Return, EnrolmentStep.Withdraw],
        _ => [],
    };

    /// <summary>Every reason why the step cannot take effect on that day.</summary>
    public static IReadOnlyList<Refusal> DayFaults(Engagement engagement, EnrolmentStep step, DateOnly day, DateOnly today)
    {
        List<Refusal> faults = [];
        if (step != EnrolmentStep.Withdraw && day < engagement.Start)
        {
            faults.Add(new("BEFORE_START", $"The engagement begins on {engagement.Start:d MMM yyyy}; the day cannot be before it.", "HESA ENGSTARTDATE", "EffectiveOn"));
        }

        if (step == EnrolmentStep.Return && engagement.Statuses[^1] is { Status: EngagementStatus.Interrupted } interrupted && day < interrupted.EffectiveOn)
        {
            faults.Add(new("BEFORE_INTERRUPTION", $"The interruption took effect on {interrupted.EffectiveOn:d MMM yyyy}; the return cannot be before it.", "Enrolment status table", "EffectiveOn"));
        }

        if (day > today.AddDays(FurthestAhead))
        {
            faults.Add(new("TOO_FAR_AHEAD", $"The day is more than a year ahead; the latest is {today.AddDays(FurthestAhead):d MMM yyyy}.", null, "EffectiveOn"));
        }

        return faults;
    }
}
