using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Re-enrols people for a year with what follows from it, in a unit of work that the caller saves or does not.</summary>
internal sealed class ReEnrolling(RegistryDbContext db)
{
    private readonly Activation activation = new();
    private readonly FeeAssessment fees = new();

    public async Task LoadAsync(IReadOnlyCollection<Engagement> engagements, CancellationToken ct)
    {
        await activation.LoadStandingAsync(db, [.. engagements.Select(e => e.PersonId).Distinct()], ct);
        await fees.LoadAsync(db, engagements, ct);
    }

    public Outcome<CourseSession> Take(Engagement engagement, AcademicYear year, int? yearOfProgramme, decimal? load, ChangeContext change)
    {
        var outcome = engagement.ReEnrol(year, activation.Standing(engagement.PersonId), yearOfProgramme, load);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        // two who re-enrol the same student at once must not both succeed
        db.Entry(engagement).Property(e => e.Status).IsModified = true;
        var correlation = StepTaking.Correlation(change);
        db.Add(outcome.Value);
        fees.Assess(db, engagement, change.At, correlation);
        db.Add(EnrolmentNotices.SessionView(engagement.Person, engagement, outcome.Value, change.At, correlation));
        if (EnrolmentNotices.LoanRegistration(engagement.Person, engagement, outcome.Value, change.At, correlation) is { } loan)
        {
            db.Add(loan);
        }

        return outcome;
    }
}
