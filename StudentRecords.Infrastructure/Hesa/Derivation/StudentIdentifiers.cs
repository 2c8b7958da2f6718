using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Derivation;

/// <summary>HESA's identifiers of the people in a collection: a HUSID is kept, and who has neither gets a SID, once and for good.</summary>
public sealed class StudentIdentifiers(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    private const int Chunk = 500;

    /// <summary>Person ids in the order of their identifiers.</summary>
    public async Task<IReadOnlyList<long>> InOrderAsync(CollectionDefinition collection, ChangeContext change, CancellationToken ct)
    {
        await MintAsync(collection, change, ct);
        await using var db = await store.CreateDbContextAsync(ct);
        var persons = ScopeOfCollection.Sessions(db, collection).Select(s => s.PersonId);
        var held = await db.Set<PersonIdentifier>()
            .Where(i => persons.Contains(i.PersonId) && i.To == null && (i.Kind == IdentifierKinds.Husid || i.Kind == IdentifierKinds.Sid))
            .Select(i => new { i.PersonId, i.Kind, i.Value }).ToListAsync(ct);
        return [.. held.GroupBy(i => i.PersonId)
            .Select(g => (g.Key, Sid: (g.FirstOrDefault(i => i.Kind == IdentifierKinds.Husid) ?? g.First()).Value))
            .OrderBy(p => p.Sid, StringComparer.Ordinal).Select(p => p.Key)];
    }

    private async Task MintAsync(CollectionDefinition collection, ChangeContext change, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await using var transaction = await db.BeginAsync(ct);
            var persons = ScopeOfCollection.Sessions(db, collection).Select(s => s.PersonId);
            var without = await db.Set<Person>()
                .Where(p => persons.Contains(p.Id) && !p.Identifiers.Any(i => i.To == null && (i.Kind == IdentifierKinds.Husid || i.Kind == IdentifierKinds.Sid)))
                .OrderBy(p => p.Id).Take(Chunk).ToListAsync(ct);
            if (without.Count == 0)
            {
                return;
            }

            var ids = without.Select(p => p.Id).ToList();
            var entered = await db.Set<Engagement>().Where(e => ids.Contains(e.PersonId)).GroupBy(e => e.PersonId).Select(g => new { g.Key, First = g.Min(e => e.Start) }).ToDictionaryAsync(g => g.Key, g => g.First, ct);
            var next = await NumberSequence.TakeAsync(db, NumberSequence.Sids, without.Count, ct);
            foreach (var person in without)
            {
                person.Identify("HESA", IdentifierKinds.Sid, Sid.Mint(entered[person.Id].Year, institution.Ukprn, next++).Value, DateOnly.FromDateTime(change.At.UtcDateTime));
            }

            await db.SaveAsync(change.For("MintSid"), ct);
            await transaction.CommitAsync(ct);
        }
    }
}
