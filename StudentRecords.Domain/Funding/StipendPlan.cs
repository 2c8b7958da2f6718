using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Funding;

/// <summary>
/// What a studentship's stipend still wants of Payroll (F035): instalments to authorise, and authorisations that no longer fit the award. What is paid stays, and so does what a person stopped.
/// </summary>
/// <param name="Due">To authorise, in their order.</param>
/// <param name="Unfit">To revoke, each with why.</param>
public sealed record StipendPlan(IReadOnlyList<StipendPart> Due, IReadOnlyList<(PayAuthorisation Payment, string Because)> Unfit)
{
    /// <summary>Days before it falls due on which an instalment is authorised: time enough for Payroll's next run, and no longer than the record can answer for.</summary>
    public const int DaysAhead = 45;

    /// <param name="award">The studentship as it stands now.</param>
    /// <param name="engagement">The study that it funds, with its statuses.</param>
    /// <param name="given">Stipends of the student under the award's scheme, whoever authorised them.</param>
    /// <param name="today">The day of the decision.</param>
    public static StipendPlan Of(FundingAward award, Engagement engagement, IReadOnlyCollection<PayAuthorisation> given, DateOnly today)
    {
        var horizon = given.Select(g => g.DueOn).OfType<DateOnly>().Append(today.AddDays(DaysAhead)).Max();
        var parts = StipendPart.Of(award, engagement.Start, horizon).ToList();
        var unfit = given.Where(g => g.AwardId == award.Id && g.State == PayState.Sent && !parts.Exists(p => (p.Period, p.Amount) == (g.Period, g.Amount)))
            .Select(g => (g, award.To < g.DueOn ? $"The studentship ends on {award.To:d MMM yyyy}" : "The studentship was amended")).ToList();
        if (engagement.Status != EngagementStatus.Enrolled)
        {
            return new StipendPlan([], unfit);
        }

        var days = new EnrolledDays([.. engagement.Statuses]);
        var settled = given.Where(g => g.State != PayState.Revoked || g.IsStopped).Except(unfit.Select(u => u.g)).Select(g => g.Period).ToHashSet(StringComparer.Ordinal);
        // what fell due before this year began is past putting right by itself
        var from = AcademicYear.Of(today).Start;
        return new StipendPlan([.. parts.Where(p => p.DueOn >= from && p.DueOn <= today.AddDays(DaysAhead) && (p.DueOn > today || days.Counts(p.DueOn)) && !settled.Contains(p.Period))], unfit);
    }
}
