using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Reads what a unit of work holds and has not saved.</summary>
internal static class UnsavedEffects
{
    public static ChangeEffects Read(RegistryDbContext db)
    {
        db.ChangeTracker.DetectChanges();
        IEnumerable<T> Those<T>(EntityState state)
            where T : class => db.ChangeTracker.Entries<T>().Where(e => e.State == state).Select(e => e.Entity);
        var places = Those<WaitingEntry>(EntityState.Modified).Where(w => w.State == WaitingState.Registered).ToList();
        var given = places.Select(w => (w.PersonId, w.OccurrenceId)).ToHashSet();
        return new ChangeEffects
        {
            Statuses = [.. Those<StatusEntry>(EntityState.Added).Select(s => (s.Engagement.Numhus, s.Status, s.EffectiveOn))],
            ModulesLeft = [.. Those<ModuleRegistration>(EntityState.Modified).Where(r => r.Status == RegistrationStatus.Withdrawn).Select(r => r.Occurrence.Key).Order(StringComparer.Ordinal)],
            ModulesTaken = [.. Those<ModuleRegistration>(EntityState.Added).Where(r => r.Status == RegistrationStatus.Registered && !given.Contains((r.PersonId, r.OccurrenceId))).Select(r => r.Occurrence.Key).Order(StringComparer.Ordinal)],
            PlacesGiven = [.. places.Select(w => (w.Engagement.Person.StudentNumber, w.Occurrence.Key))],
            SessionsEnded = [.. Those<CourseSession>(EntityState.Modified).Where(s => s.End is not null).Select(s => s.SessionYear).Order(StringComparer.Ordinal)],
            ModulesTakenUp = [.. Those<ModuleRegistration>(EntityState.Modified).Where(r => r.Status == RegistrationStatus.Registered && db.Entry(r).Property(x => x.Status).IsModified && !given.Contains((r.PersonId, r.OccurrenceId))).Select(r => r.Occurrence.Key).Order(StringComparer.Ordinal)],
            SessionsReopened = [.. Those<CourseSession>(EntityState.Modified).Where(s => s.End is null && db.Entry(s).Property(x => x.End).IsModified).Select(s => s.SessionYear).Order(StringComparer.Ordinal)],
            SessionsOpened = [.. Those<CourseSession>(EntityState.Added).OrderBy(s => s.Start).Select(s => $"{s.SessionYear}{(s.Part > 1 ? $", part {s.Part}" : "")}, year {s.YearOfProgramme}")],
            SessionsTakenBack = [.. Those<CourseSession>(EntityState.Deleted).Select(s => s.SessionYear).Order(StringComparer.Ordinal)],
            Progressed = [.. Those<ProgressionEntry>(EntityState.Added).Select(p => (p.Code, p.Act))],
            Retakes = [.. Those<ResitEntry>(EntityState.Added).Select(r => r.Kind)],
            Notes = [.. Those<Engagement>(EntityState.Modified).SelectMany(e => Notes(db, e)), .. db.Remarks],
            HoldsPlaced = Those<Hold>(EntityState.Added).Count(),
            HoldsReleased = Those<Hold>(EntityState.Modified).Count(h => !h.IsOpen),
            Charges = [.. Those<FeeCharge>(EntityState.Added).Select(c => new ChargeEffect(c.AcademicYear, c.Element, c.Amount))],
            Told = [.. Those<OutboxMessage>(EntityState.Added).Select(m => new ToldSystem(m.Flow, m.Destination, m.Type)), .. Those<FeeCharge>(EntityState.Added).Select(FeeNotices.Told).Distinct()],
        };
    }

    private static IEnumerable<string> Notes(RegistryDbContext db, Engagement engagement)
    {
        var told = db.ChangeTracker.Entries<OutboxMessage>().Where(m => m.State == EntityState.Added).Select(m => m.Entity).ToList();
        if (told.Exists(m => m.Flow == "F051"))
        {
            yield return "Visa: the student is sponsored; UK Visas & Immigration must have the report within ten working days, and Compliance follows it up.";
        }

        if (told.Exists(m => m is { Flow: "F049", Type: "SlcChangeOfCircumstance" }))
        {
            yield return engagement.Status is EngagementStatus.Enrolled
                ? "Loan: the loans company is told that the student studies again; payments follow its own assessment."
                : "Loan: the loans company is told at once; payments stop or are reassessed from the day on which it takes effect.";
        }

        if (engagement.Status == EngagementStatus.Deceased)
        {
            yield return "No letter or message goes to the student or the family; charges are held as they are until Fees settles them by hand.";
        }
    }
}
