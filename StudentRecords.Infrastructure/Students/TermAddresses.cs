using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Dates each term-time postcode, in the save that changes it: what stood before ends on the day before. No use case can forget it.</summary>
internal static class TermAddresses
{
    private const string Registry = "SIS";

    public static async Task FollowAsync(RegistryDbContext db, ChangeContext change, IReadOnlyDictionary<long, ChangeContext>? byPerson, CancellationToken ct)
    {
        var dated = db.Set<TermAddress>().Local.Where(a => db.Entry(a).State == EntityState.Added).Select(a => a.PersonId).ToHashSet();
        var moved = db.ChangeTracker.Entries<Person>()
            .Where(e => (e.State == EntityState.Added && e.Entity.TermPostcode is not null) || (e.State == EntityState.Modified && e.Property(p => p.TermPostcode).IsModified))
            .Where(e => !dated.Contains(e.Entity.Id)).ToList();
        if (moved.Count == 0)
        {
            return;
        }

        var standing = await StandingAsync(db, [.. moved.Where(e => e.State == EntityState.Modified).Select(e => e.Entity.Id)], ct);
        foreach (var person in moved.Select(e => e.Entity))
        {
            var context = byPerson?.GetValueOrDefault(person.Id) ?? change;
            Move(db, standing[person.Id], person, UkTime.Day(context.At), context.Cause == CauseKind.FlowMessage ? context.Caller.Name : Registry);
        }

        db.ChangeTracker.DetectChanges();
    }

    /// <summary>Addresses of these people that have not ended, in this unit of work either.</summary>
    public static async Task<ILookup<long, TermAddress>> StandingAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct) =>
        people.Count == 0 ? Array.Empty<TermAddress>().ToLookup(_ => 0L) : (await db.Set<TermAddress>().Where(a => people.Contains(a.PersonId) && a.To == null).ToListAsync(ct)).Where(a => a.To is null).ToLookup(a => a.PersonId);

    /// <summary>The person's postcode stands from the day on; what stood before does not.</summary>
    public static void Move(RegistryDbContext db, IEnumerable<TermAddress> standing, Person person, DateOnly from, string source, string? booking = null)
    {
        foreach (var before in standing)
        {
            before.End(from.AddDays(-1));
        }

        if (person.TermPostcode is { } postcode)
        {
            db.Add(new TermAddress(person.Id, postcode, from, source, booking));
        }
    }
}
