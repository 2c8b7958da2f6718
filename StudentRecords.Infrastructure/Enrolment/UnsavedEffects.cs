using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
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
        return new ChangeEffects
        {
            Statuses = [.. Those<StatusEntry>(EntityState.Added).Select(s => (s.Engagement.Numhus, s.Status, s.EffectiveOn))],
            ModulesLeft = [.. Those<ModuleRegistration>(EntityState.Modified).Where(r => r.Status == RegistrationStatus.Withdrawn).Select(r => r.Occurrence.Key).Order(StringComparer.Ordinal)],
            SessionsEnded = [.. Those<CourseSession>(EntityState.Modified).Where(s => s.End is not null).Select(s => s.SessionYear).Order(StringComparer.Ordinal)],
            Charges = [.. Those<FeeCharge>(EntityState.Added).Select(c => new ChargeEffect(c.AcademicYear, c.Element, c.Amount))],
            Told = [.. Those<OutboxMessage>(EntityState.Added).Select(m => new ToldSystem(m.Flow, m.Destination, m.Type)), .. Those<FeeCharge>(EntityState.Added).Select(FeeNotices.Told).Distinct()],
        };
    }
}
