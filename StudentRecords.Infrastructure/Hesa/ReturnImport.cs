using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Takes a return file as what was last submitted, in place of what the record held as that: for institutions that come from another system.</summary>
public sealed class ReturnImport(IDbContextFactory<RegistryDbContext> store, SetLedger ledger, CollectionDefinitions collections, InstitutionProfile institution)
{
    /// <summary>Number of entities taken. A file with a fault changes nothing.</summary>
    /// <param name="asItIs">Takes a file too that says what cannot be right (dates out of their order, codes that are none).</param>
    public async Task<Outcome<int>> RunAsync(CollectionDefinition collection, Stream file, ChangeContext change, bool asItIs, CancellationToken ct)
    {
        SortedTrees trees;
        var reader = new ReturnXmlReader(collection, ReturnFileLimits.Standard, collections.All);
        try
        {
            trees = SortedTrees.Of(collection, reader.Read(file));
        }
        catch (ReturnFileRefusedException refused)
        {
            return Outcome<int>.Refused(refused.Faults.Select(f => new Refusal("FILE_REFUSED", f.ToString())));
        }

        using (trees)
        {
            if (!asItIs && reader.Doubts.Where(d => d.Refuses).ToList() is { Count: > 0 } doubts)
            {
                return Outcome<int>.Refused(doubts.Select(d => new Refusal("FILE_DOUBTED", $"{d} Mend the file, or take it as it is.")));
            }

            var set = await ledger.OpenAsync(SetKind.Submitted, null, ct);
            var count = await WriteAsync(collection, trees, set, ct);
            var before = await PutInPlaceAsync(collection, set, change, ct);
            await ledger.DropAsync(before, ct);
            return count;
        }
    }

    private async Task<int> WriteAsync(CollectionDefinition collection, SortedTrees trees, int set, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var writer = new SetWriter(db, set);
        foreach (var entity in trees.Entities())
        {
            await writer.AddAsync(entity, HesaReturn.Place(collection.Start, 0), ct);
        }

        await writer.EndAsync(ct);
        return writer.Count;
    }

    private async Task<int> PutInPlaceAsync(CollectionDefinition collection, int set, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var picture = await db.Set<SubmittedPicture>().SingleOrDefaultAsync(p => p.Ukprn == institution.Ukprn && p.ReturnType == collection.ReturnType, ct)
            ?? db.Add(new SubmittedPicture(institution.Ukprn, collection.ReturnType)).Entity;
        var before = picture.Set;
        picture.Replace(set, null);
        await SetLedger.KeepAsync(db, set, ct);
        await db.SaveAsync(change.For("ImportSubmitted"), ct);
        await transaction.CommitAsync(ct);
        return before;
    }
}
