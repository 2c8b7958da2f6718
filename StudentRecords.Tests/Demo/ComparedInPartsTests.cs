using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Demo;

/// <summary>A compare run in several parts says what the run in one says, in the same order.</summary>
[Collection(DemoCollection.Name)]
public sealed class ComparedInPartsTests(DemoInstitution demo)
{
    [Theory]
    [InlineData("22056", 2, 2)]
    [InlineData("22056", 2, 7)]
    [InlineData("23056", 1, 3)]
    public async Task Compare_InParts_SaysTheSameInTheSameOrder(string collection, int sequence, int parts)
    {
        var of = await demo.Registry.ReadAsync(db => db.Set<HesaReturn>().SingleAsync(r => r.Collection == collection && r.Sequence == sequence));
        var whole = await SaidAsync(of, 1);
        var inParts = await SaidAsync(of, parts);
        Assert.Equal(whole.Select(v => v.Said), inParts.Select(v => v.Said));
        Assert.Equal(inParts.Select(v => v.Id).Order(), inParts.Select(v => v.Id));
        Assert.Equal(parts, inParts.Select(v => v.Part).Distinct().Count());
    }

    private async Task<List<(int Part, long Id, string Said)>> SaidAsync(HesaReturn of, int wanted)
    {
        var store = demo.Registry.Get<IDbContextFactory<RegistryDbContext>>();
        var collection = demo.Registry.Get<CollectionDefinitions>()[of.Collection];
        await using var db = await store.CreateDbContextAsync();
        List<(int Part, long Id, string Said)> said = [];
        foreach (var part in await SetParts.CutAsync(db, of.ExtractSet, of.ComparedWith!.Value, of.EntityCount, wanted, collection, CancellationToken.None))
        {
            using var compared = await ComparedPart.OpenAsync(store, part, collection, CancellationToken.None);
            said.AddRange(compared.Verdicts(1).Select(v => (part.Before, v.Id, $"{v.Entity} {v.Status} {v.KeyPath} {v.ExtractRow} {v.SubmittedRow} {v.Fields}")));
        }

        return said;
    }
}
