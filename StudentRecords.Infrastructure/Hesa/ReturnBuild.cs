using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa.Overriding;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Derives a return from the record: catalogue first, then student by student. Begins again after a kill.</summary>
public sealed class ReturnBuild(IDbContextFactory<RegistryDbContext> store, SetLedger ledger, StudentIdentifiers identifiers, InstitutionProfile institution)
{
    private const int Students = 400;

    public async Task<long> RunAsync(CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        var built = await BeginAsync(collection, change, ct);
        var persons = await identifiers.InOrderAsync(collection, change, ct);
        await using var reading = await store.CreateDbContextAsync(ct);
        await using var writing = await store.CreateDbContextAsync(ct);
        var writer = new SetWriter(writing, built.ExtractSet);
        var overrides = await Overrides.OfAsync(reading, collection, DateOnly.FromDateTime(change.At.UtcDateTime), ct);
        var catalogue = new CatalogueReader(reading, collection, new CatalogueDerivation(collection, institution), institution);
        await WriteAsync(writer, overrides.Over(await catalogue.BeforeStudentsAsync(ct)), built, ct);
        var (reader, derivation, done) = (new StudentReader(collection, catalogue), new StudentDerivation(collection, institution), 0);
        foreach (var some in persons.Chunk(Students))
        {
            foreach (var student in await reader.ReadAsync(reading, some, ct))
            {
                await WriteAsync(writer, overrides.Over(derivation.Derive(student)), built, ct);
            }

            done += some.Length;
            if (progress is not null)
            {
                await progress(done * 99 / persons.Count, $"{done:N0} of {persons.Count:N0} students, {writer.Count:N0} entities", ct);
            }
        }

        await WriteAsync(writer, overrides.Over(await catalogue.AfterStudentsAsync(ct)), built, ct);
        await writer.EndAsync(ct);
        await EndAsync(built, writer, change, ct);
        return built.Id;
    }

    private async Task<HesaReturn> BeginAsync(CollectionDefinition collection, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var returns = db.Set<HesaReturn>().Where(r => r.Ukprn == institution.Ukprn && r.ReturnType == collection.ReturnType && r.EffectiveDate == collection.Start);
        var broken = await returns.FirstOrDefaultAsync(r => r.State == ReturnState.Building, ct);
        if (broken is not null)
        {
            await ledger.DropAsync(broken.ExtractSet, ct);
        }

        var sequence = (await returns.MaxAsync(r => (int?)r.Sequence, ct) ?? 0) + 1;
        var built = broken ?? db.Add(new HesaReturn(collection, institution.Ukprn, sequence, change.At)).Entity;
        built.BuildInto(await ledger.OpenAsync(SetKind.Extract, built.Id, ct), change.At);
        await db.SaveAsync(change.For("BuildReturn"), ct);
        return built;
    }

    private async Task EndAsync(HesaReturn begun, SetWriter writer, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var built = await db.Set<HesaReturn>().SingleAsync(r => r.Id == begun.Id, ct);
        if (built.State != ReturnState.Building || built.ExtractSet != begun.ExtractSet)
        {
            throw new InvalidOperationException($"Another build of {built.Collection} has taken this one's place.");
        }

        built.Built(writer.Count, writer.Errors, change.At);
        await SetLedger.KeepAsync(db, built.ExtractSet, ct);
        await db.SaveAsync(change.For("BuildReturn"), ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task WriteAsync(SetWriter writer, IEnumerable<ReturnEntity> entities, HesaReturn built, CancellationToken ct)
    {
        foreach (var entity in entities)
        {
            await writer.AddAsync(entity, built.Effective, ct);
        }
    }
}
