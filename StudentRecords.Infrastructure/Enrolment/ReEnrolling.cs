using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Re-enrols people for a year with what follows from it, in a unit of work that the caller saves or does not.</summary>
internal sealed class ReEnrolling(RegistryDbContext db)
{
    private readonly Activation activation = new();

    public Task LoadAsync(IReadOnlyCollection<long> people, CancellationToken ct) => activation.LoadStandingAsync(db, people, ct);

    /// <summary>What stands in the way of the year now.</summary>
    public IReadOnlyList<Refusal> Obstacles(Engagement engagement, AcademicYear year) =>
        Domain.Enrolment.Obstacles.ToReEnrolling(engagement, activation.Standing(engagement.PersonId), SessionYear.For(engagement.Start, year.End));

    public Outcome<CourseSession> Take(Engagement engagement, AcademicYear year, int? yearOfProgramme, ChangeContext change)
    {
        var outcome = engagement.ReEnrol(year, activation.Standing(engagement.PersonId), yearOfProgramme);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        // two who re-enrol the same student at once must not both succeed
        db.Entry(engagement).Property(e => e.Status).IsModified = true;
        var correlation = StepTaking.Correlation(change);
        db.Add(outcome.Value);
        db.Add(EnrolmentNotices.SessionView(engagement.Person, engagement, outcome.Value, change.At, correlation));
        if (EnrolmentNotices.LoanRegistration(engagement.Person, engagement, outcome.Value, change.At, correlation) is { } loan)
        {
            db.Add(loan);
        }

        return outcome;
    }
}
