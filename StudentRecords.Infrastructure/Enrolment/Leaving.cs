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

        foreach (var registration in registrations.Where(r => r.EngagementId == engagement.Id && r.Status == RegistrationStatus.Registered && r.Occurrence.End > on))
        {
            registration.Withdraw(on);
        }

        fees.Assess(db, engagement, now, correlation);

        Tell(db, engagement, now, correlation);
        return outcome;
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
