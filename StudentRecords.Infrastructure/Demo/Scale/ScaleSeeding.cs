using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.Scenes;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scale;

/// <summary>
/// The scale preset: as many students as are asked for, to measure against. Each has a person, identifiers, an engagement, a
/// session and registrations, every tenth has marks. Chunks are whole or absent, so that a stopped run goes on where it stopped.
/// </summary>
public sealed class ScaleSeeding(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock)
{
    private const int Chunk = 500;
    private const string Maker = "demo scale";

    /// <summary>Brings the database to <paramref name="students"/> of them; those there already count.</summary>
    /// <param name="students">How many there are to be, at most 900,000 for the six digits of a SID.</param>
    /// <param name="tell">Told how many there are after each chunk.</param>
    /// <param name="ct">Stops after the chunk under way.</param>
    public async Task<Outcome<int>> SeedAsync(int students, Action<int>? tell, CancellationToken ct)
    {
        if (students is < 1 or > 900_000)
        {
            return Outcome<int>.Refused("STUDENTS", "Between 1 and 900,000 students can be made.", "Scale preset");
        }

        await using (var db = await store.CreateDbContextAsync(ct))
        {
            if (!await DatabaseOrigin.ClaimAsync(db, Maker, clock.GetUtcNow(), ct))
            {
                return Outcome<int>.Refused("NOT_OURS", "The database was not made by the scale preset; name a new one.", "Scale preset");
            }
        }

        await new CatalogueScene(store, institution, clock).PlayAsync(new DemoPlay(DemoPreset.Institution, (_, _) => Task.CompletedTask), ct);
        var done = await CountAsync(ct);
        var catalogue = await CatalogueAsync(ct);
        while (done < students)
        {
            ct.ThrowIfCancellationRequested();
            var size = Math.Min(Chunk, students - done);
            await SaveAsync(catalogue, done, size, ct);
            done += size;
            tell?.Invoke(done);
        }

        return done;
    }

    private async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<PersonIdentifier>().CountAsync(i => i.System == "CRM" && i.Value.StartsWith(ScaleStudent.Prefix), ct);
    }

    private async Task SaveAsync(ScaleCatalogue catalogue, int done, int size, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var whole = await db.BeginAsync(ct);
        var number = await NumberSequence.TakeAsync(db, NumberSequence.StudentNumbers, size, ct);
        var sid = await NumberSequence.TakeAsync(db, NumberSequence.Sids, size, ct);
        var act = clock.Act(DemoActors.Officer, "SeedScale", "Students to measure against", DemoYears.StoryEnds);
        db.AttachRange(catalogue.Programmes.Values);
        for (var i = 0; i < size; i++)
        {
            db.AddRange(ScaleStudent.Rows(catalogue, institution, done + i, number + i, sid + i, act.At));
        }

        await db.SaveAsync(act, ct);
        await whole.CommitAsync(ct);
    }

    private async Task<ScaleCatalogue> CatalogueAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = await db.Set<Programme>().AsNoTracking().Include(p => p.Versions).ToDictionaryAsync(p => p.Code, ct);
        var occurrences = await db.Set<ModuleOccurrence>().AsNoTracking().Include(o => o.Components).ToDictionaryAsync(o => o.Key, ct);
        return new ScaleCatalogue(programmes, occurrences);
    }
}

/// <summary>What the students of the scale preset are put on.</summary>
internal sealed record ScaleCatalogue(IReadOnlyDictionary<string, Programme> Programmes, IReadOnlyDictionary<string, ModuleOccurrence> Occurrences);
