using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Keeps the words of names in step with the names, in the same save.</summary>
internal static class NameIndex
{
    public static async Task KeepAsync(RegistryDbContext db, CancellationToken ct)
    {
        var named = db.ChangeTracker.Entries<Person>()
            .Where(e => e.State == EntityState.Added || (e.State == EntityState.Modified && e.Property(p => p.SearchName).IsModified)).ToList();
        if (named.Count == 0)
        {
            return;
        }

        foreach (var people in named.Where(e => e.State == EntityState.Modified).Select(e => e.Entity.Id).Chunk(1000))
        {
            await db.Set<PersonWord>().Where(w => people.Contains(w.PersonId)).ExecuteDeleteAsync(ct);
        }

        // a save that is tried again has its words already
        var kept = db.ChangeTracker.Entries<PersonWord>().Select(w => w.Entity.PersonId).ToHashSet();
        db.AddRange(named.Where(e => !kept.Contains(e.Entity.Id)).SelectMany(e => NameWords.Of(e.Entity.SearchName).Select(w => new PersonWord { Word = w, PersonId = e.Entity.Id })));
    }
}
