using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>What leaving a programme takes with it: modules still running, their charges, and word to those concerned. By flow or by hand alike.</summary>
internal static class Leaving
{
    /// <param name="registrations">The engagement's registrations with their occurrences; others are left alone.</param>
    public static Outcome Leave(RegistryDbContext db, Engagement engagement, IEnumerable<ModuleRegistration> registrations, FeeAssessment fees, DateOnly on, string reasonCode, string reason, DateTimeOffset now, string correlation)
    {
        var outcome = engagement.Withdraw(on, reasonCode, reason, now);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        Take(engagement, registrations, on);
        fees.Assess(db, engagement, now, correlation);
        Tell(db, engagement, now, correlation);
        return outcome;
    }

    /// <summary>Modules still running are left with the engagement. Their charges are another matter: see <see cref="FeeAssessment"/>.</summary>
    public static void Take(Engagement engagement, IEnumerable<ModuleRegistration> registrations, DateOnly on)
    {
        var ending = engagement.Current;
        foreach (var registration in registrations.Where(r => r.EngagementId == engagement.Id && r.Status == RegistrationStatus.Registered && r.Occurrence.End > on))
        {
            registration.LeaveWith(ending, on);
        }
    }

    /// <summary>After a correction: registrations that went with the corrected step come back or are left on its new day, and those that are to go now go.</summary>
    /// <param name="engagement">Corrected.</param>
    /// <param name="place">Place of the corrected step.</param>
    /// <param name="registrations">The engagement's, with their occurrences.</param>
    public static void DeriveAnew(Engagement engagement, int place, IReadOnlyCollection<ModuleRegistration> registrations)
    {
        DateOnly? left = engagement.Status is EngagementStatus.Withdrawn or EngagementStatus.Deceased ? engagement.Current.EffectiveOn
            : engagement.Status is EngagementStatus.Enrolled or EngagementStatus.Interrupted or EngagementStatus.Completed ? null : engagement.Start;
        foreach (var registration in registrations.Where(r => r.EngagementId == engagement.Id && r.LeftWith == place))
        {
            registration.LeaveInstead(left is { } day && registration.Occurrence.End > day ? day : null);
        }

        if (left is { } on)
        {
            Take(engagement, registrations, on);
        }
    }

    /// <summary>The portal's view, and a change of circumstance for the loans company.</summary>
    public static void Tell(RegistryDbContext db, Engagement engagement, DateTimeOffset now, string correlation)
    {
        db.Add(EnrolmentNotices.StatusView(engagement.Person, engagement, now, correlation));
        if (EnrolmentNotices.LoanCircumstance(engagement.Person, engagement, now, correlation) is { } loan)
        {
            db.Add(loan);
        }
    }
}
