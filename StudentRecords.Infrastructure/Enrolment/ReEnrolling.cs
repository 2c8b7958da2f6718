using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Re-enrols people for a year with what follows from it, in a unit of work that the caller saves or does not.</summary>
internal sealed class ReEnrolling(RegistryDbContext db)
{
    private readonly Activation activation = new();
    private readonly FeeAssessment fees = new();
    private ILookup<(long Engagement, string? Session), int> takenBack = Array.Empty<int>().ToLookup(_ => (0L, (string?)null));

    public async Task LoadAsync(IReadOnlyCollection<Engagement> engagements, CancellationToken ct)
    {
        await activation.LoadStandingAsync(db, [.. engagements.Select(e => e.PersonId).Distinct()], ct);
        await fees.LoadAsync(db, engagements, ct);
        long[] ids = [.. engagements.Select(e => e.Id)];
        takenBack = (await db.Set<ProgressionEntry>().Where(p => ids.Contains(p.EngagementId) && p.Act == ProgressionAct.TakenBack).Select(p => new { p.EngagementId, p.SessionYear, p.Ordinal }).ToListAsync(ct))
            .ToLookup(p => (p.EngagementId, p.SessionYear), p => p.Ordinal);
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
        // a year that was opened, taken back and opened again is told anew
        var turn = takenBack[(engagement.Id, outcome.Value.SessionYear)].Count() + 1;
        db.Add(EnrolmentNotices.SessionView(engagement.Person, engagement, outcome.Value, change.At, correlation, turn));
        if (EnrolmentNotices.LoanRegistration(engagement.Person, engagement, outcome.Value, change.At, correlation, turn) is { } loan)
        {
            db.Add(loan);
        }

        return outcome;
    }
}
