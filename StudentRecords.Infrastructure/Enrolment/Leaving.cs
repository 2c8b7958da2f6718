using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>What leaving a programme takes with it, and what its correction brings back: modules still running, their charges, and word to those concerned. By flow or by hand alike.</summary>
internal static class Leaving
{
    /// <summary>Modules still running are left with the engagement. Their charges are another matter: see <see cref="FeeAssessment"/>.</summary>
    public static void Take(RegistryDbContext db, Engagement engagement, IEnumerable<ModuleRegistration> registrations, DateOnly on, DateTimeOffset now, string correlation)
    {
        var ending = engagement.Current;
        foreach (var registration in registrations.Where(r => r.EngagementId == engagement.Id && r.Status == RegistrationStatus.Registered && r.Occurrence.End > on))
        {
            registration.LeaveWith(ending, on, now);
            db.Add(RegistrationNotices.Changed(engagement, registration.Occurrence, registration, now, correlation));
        }
    }

    /// <summary>
    /// After a correction: registrations that went with the corrected step come back or are left on its new day, those that are to go now go, the
    /// charges follow, and whoever was told of the step hears what stands instead.
    /// </summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="engagement">Corrected.</param>
    /// <param name="registrations">The engagement's, with their occurrences.</param>
    /// <param name="fees">Loaded for the engagement.</param>
    /// <param name="cas">By which the sponsor's authority knows the student.</param>
    /// <param name="now">Moment of the correction.</param>
    /// <param name="correlation">Of the correction.</param>
    public static void Corrected(RegistryDbContext db, Engagement engagement, IReadOnlyCollection<ModuleRegistration> registrations, FeeAssessment fees, string? cas, DateTimeOffset now, string correlation)
    {
        var correction = engagement.Statuses[^1];
        // the engagement may say the same as before; who decides on an older picture of it must still be turned back
        db.Entry(engagement).Property(e => e.Status).IsModified = true;
        DeriveAnew(db, engagement, correction.Place, registrations, now, correlation);
        fees.Assess(db, engagement, now, correlation);
        Tell(db, engagement, cas, now, correlation, isReported: correction.Step != EnrolmentStep.Confirm);
    }

    private static void DeriveAnew(RegistryDbContext db, Engagement engagement, int place, IReadOnlyCollection<ModuleRegistration> registrations, DateTimeOffset now, string correlation)
    {
        DateOnly? left = engagement.Status is EngagementStatus.Withdrawn or EngagementStatus.Deceased ? engagement.Current.EffectiveOn
            : engagement.Status is EngagementStatus.Enrolled or EngagementStatus.Interrupted or EngagementStatus.Completed ? null : engagement.Start;
        foreach (var registration in registrations.Where(r => r.EngagementId == engagement.Id && r.LeftWith == place))
        {
            registration.LeaveInstead(left is { } day && registration.Occurrence.End > day ? day : null, now);
            db.Add(RegistrationNotices.Changed(engagement, registration.Occurrence, registration, now, correlation));
        }

        if (left is { } on)
        {
            Take(db, engagement, registrations, on, now, correlation);
        }
    }

    /// <summary>
    /// The portal's view, and a change of circumstance for the loans company and for the sponsor's authority; the latter knows of who is
    /// expected, and of who enrols as expected, by the CAS.
    /// </summary>
    public static void Tell(RegistryDbContext db, Engagement engagement, string? cas, DateTimeOffset now, string correlation, bool isReported = true)
    {
        db.Add(EnrolmentNotices.StatusView(engagement.Person, engagement, now, correlation));
        if (EnrolmentNotices.LoanCircumstance(engagement.Person, engagement, now, correlation) is { } loan)
        {
            db.Add(loan);
        }

        if (isReported && engagement.Status != EngagementStatus.Expected && EnrolmentNotices.SponsorReport(engagement.Person, engagement, cas, now, correlation) is { } report)
        {
            db.Add(report);
        }
    }
}
