using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>A return that a person is in.</summary>
/// <param name="RootRow">The person's row in it.</param>
public sealed record PersonReturnRow(long ReturnId, string Collection, int Sequence, ReturnState State, DateTimeOffset? SubmittedAt, long RootRow);

/// <summary>One entity as it was returned; its fields are in the order of the file.</summary>
public sealed record ReturnedEntity(string Entity, int Level, string Key, IReadOnlyList<(string Field, string Value)> Fields);

/// <summary>What was returned of one person. The values tell of ethnicity, religion and disability: each look at them is written down.</summary>
public sealed class PersonReturnQueries(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections, TimeProvider clock)
{
    private const int LargestTree = 2_000;

    /// <summary>The returns that the person is in, newest first.</summary>
    public async Task<IReadOnlyList<PersonReturnRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var sids = await SidsAsync(db, personId, ct);
        var roots = await db.Set<SetEntity>().Where(e => sids.Contains(e.RootKey!) && e.Entity == "Student").Select(e => e.Id).ToListAsync(ct);
        var bySet = roots.ToDictionary(id => (int)(id >> 32));
        var sets = bySet.Keys.ToList();
        var returns = await db.Set<HesaReturn>().AsNoTracking().Where(r => sets.Contains(r.ExtractSet)).OrderByDescending(r => r.StartedAt).ToListAsync(ct);
        return [.. returns.Select(r => new PersonReturnRow(r.Id, r.Collection, r.Sequence, r.State, r.SubmittedAt, bySet[r.ExtractSet]))];
    }

    /// <summary>The person's tree in one return; empty when they are not in it.</summary>
    public async Task<IReadOnlyList<ReturnedEntity>> TreeAsync(long personId, long returnId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var found = (await OfPersonAsync(personId, caller, ct)).FirstOrDefault(r => r.ReturnId == returnId);
        if (found is null)
        {
            return [];
        }

        await SightOfValues.TellAsync(db, await db.Set<HesaReturn>().AsNoTracking().SingleAsync(r => r.Id == returnId, ct), personId, caller, clock.GetUtcNow(), ct);
        var collection = collections[found.Collection];
        var last = found.RootRow + LargestTree;
        var rows = await db.Set<SetEntity>().AsNoTracking().Where(e => e.Id >= found.RootRow && e.Id <= last).OrderBy(e => e.Id).Select(e => new { e.KeyPath, e.Fields }).ToListAsync(ct);
        var root = rows[0].KeyPath;
        return [.. rows.TakeWhile(r => EntityKey.IsWithin(r.KeyPath, root)).Select(r => Entity(collection, r.KeyPath, r.Fields))];
    }

    private static ReturnedEntity Entity(CollectionDefinition collection, string keyPath, string packed)
    {
        var entity = collection.Of(keyPath)!;
        var fields = FieldSet.Unpack(entity, packed);
        return new(entity.Name, entity.Level, EntityKey.Display(keyPath, collection), [.. entity.Fields.Where(f => fields[f.Index] is not null).Select(f => (f.Name, fields[f.Index]!))]);
    }

    private static Task<List<string>> SidsAsync(RegistryDbContext db, long personId, CancellationToken ct) => db.Set<PersonIdentifier>()
        .Where(i => i.PersonId == personId && (i.Kind == IdentifierKinds.Sid || i.Kind == IdentifierKinds.Husid)).Select(i => i.Value).ToListAsync(ct);
}
