using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>What is done with returns: build, compare, write the file, submit. The long ones are asked for as jobs from pages, and called directly by jobs and verbs.</summary>
public sealed class HesaService(
    IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections, ReturnBuild build, ReturnCompare compare, ReturnSubmission submission, ReturnFile file, ReturnImport import, ReturnCheck check, ReturnSchema schema)
{
    /// <summary>Derives a return of the collection from the record as it stands, and gives its id.</summary>
    public async Task<Outcome<long>> BuildReturnAsync(string collection, ChangeContext change, ReturnProgress? progress = null, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        return collections.Find(collection) is { } definition
            ? await build.RunAsync(definition, change, progress, ct)
            : Outcome<long>.Refused(NoCollection(collection));
    }

    /// <summary>Compares a return with what was last submitted.</summary>
    public async Task<Outcome> CompareAsync(long returnId, ChangeContext change, ReturnProgress? progress = null, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        if (await FindAsync(returnId, ct) is not var (found, picture))
        {
            return Unknown;
        }

        var may = found.MayBeCompared();
        if (may.Succeeded)
        {
            await compare.RunAsync(found, picture, collections[found.Collection], change, progress, ct);
        }

        return may;
    }

    /// <summary>Asks every rule of a compared return.</summary>
    public async Task<Outcome> CheckAsync(long returnId, ChangeContext change, ReturnProgress? progress = null, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        if (await FindAsync(returnId, ct) is not var (found, picture))
        {
            return Unknown;
        }

        var may = found.MayBeChecked();
        if (may.Succeeded)
        {
            await check.RunAsync(found, picture, collections[found.Collection], change, progress, ct);
        }

        return may;
    }

    /// <summary>Makes the extract the newest submitted record, deletes included. Refused, with every reason, while it has errors or was not compared with what holds today.</summary>
    public async Task<Outcome> SubmitAsync(long returnId, ChangeContext change, ReturnProgress? progress = null, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Decide);
        if (await FindAsync(returnId, ct) is not var (found, picture))
        {
            return Unknown;
        }

        var may = found.MayBeSubmitted(picture);
        if (may.Succeeded && schema.Has(collections[found.Collection]))
        {
            may = await ValidAsync(found, ct);
        }

        return may.Succeeded ? await submission.RunAsync(found, picture, collections[found.Collection], change, progress, ct) : may;
    }

    /// <summary>Writes the file of a compared return. It holds special-category values: who takes it is written down.</summary>
    public async Task<Outcome> WriteXmlAsync(long returnId, Stream target, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        if (await FindAsync(returnId, ct) is not var (found, _))
        {
            return Unknown;
        }

        var may = found.MayBeWritten();
        if (may.Succeeded)
        {
            await file.WriteAsync(found, collections[found.Collection], target, change, ct);
        }

        return may;
    }

    // The whole file against the authority's own schema, where the institution supplies one.
    private async Task<Outcome> ValidAsync(HesaReturn of, CancellationToken ct)
    {
        var collection = collections[of.Collection];
        await using var whole = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await file.WriteAsync(of, collection, whole, ct);
        whole.Position = 0;
        return Outcome.Refused(schema.Faults(collection, whole).Select(f => new Refusal("SCHEMA", $"The authority's schema does not take the file. {f}")));
    }

    /// <summary>Takes a file as what was last submitted for the collection; gives the number of its entities, or every fault of the file.</summary>
    /// <param name="asItIs">Takes it although dates or codes in it are doubted.</param>
    public async Task<Outcome<int>> ImportSubmittedAsync(string collection, Stream xml, ChangeContext change, bool asItIs = false, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Decide);
        return collections.Find(collection) is { } definition ? await import.RunAsync(definition, xml, change, asItIs, ct) : Outcome<int>.Refused(NoCollection(collection));
    }

    /// <summary>Asks for a build in the background; gives the job's id.</summary>
    public Task<long> RequestBuildAsync(string collection, ChangeContext change, CancellationToken ct) =>
        RequestAsync<BuildReturnJob>(new BuildReturnJob.Request(collection, change.Reason), ReturnJobKeys.Build(collection), Level.Change, change, ct);

    public Task<long> RequestCompareAsync(long returnId, ChangeContext change, CancellationToken ct) =>
        RequestAsync<CompareReturnJob>(new CompareReturnJob.Request(returnId), ReturnJobKeys.Compare(returnId), Level.Change, change, ct);

    public Task<long> RequestCheckAsync(long returnId, ChangeContext change, CancellationToken ct) =>
        RequestAsync<CheckReturnJob>(new CheckReturnJob.Request(returnId), ReturnJobKeys.Check(returnId), Level.Change, change, ct);

    public Task<long> RequestSubmitAsync(long returnId, ChangeContext change, CancellationToken ct) =>
        RequestAsync<SubmitReturnJob>(new SubmitReturnJob.Request(returnId, change.Reason), ReturnJobKeys.Submit(returnId), Level.Decide, change, ct);

    private Refusal NoCollection(string code) => new("COLLECTION_UNKNOWN", $"There is no collection {code}; known are {string.Join(", ", collections.All)}.");

    private static Outcome Unknown => Outcome.Refused("RETURN_UNKNOWN", "There is no such return.");

    private async Task<long> RequestAsync<TJob>(object arguments, string key, Level level, ChangeContext change, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        change.Caller.Demand(Room.Returns, level);
        await using var db = await store.CreateDbContextAsync(ct);
        var job = await JobQueue.RequestAsync<TJob>(db, arguments, key, change.Caller.Name, change.At, ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }

    // The return, and the number of the set that is the submitted one today.
    private async Task<(HesaReturn Return, int Picture)?> FindAsync(long returnId, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var found = await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnId, ct);
        return found is null ? null : (found, (await ReturnSubmission.PictureAsync(db, found, ct))?.Set ?? 0);
    }
}
