using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Submission: lays the return over the picture of what was submitted, in a new set, and puts that in its place at once. Begins again after a kill.</summary>
public sealed class ReturnSubmission(IDbContextFactory<RegistryDbContext> store, SetLedger ledger, ReturnFile file)
{
    private const int ReportEvery = 20_000;

    public async Task<Outcome> RunAsync(HesaReturn submitted, int picture, CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        var (digest, inFile) = await file.DigestAsync(submitted, collection, ct);
        var set = await ledger.OpenAsync(SetKind.Submitted, submitted.Id, ct);
        await using (var writing = await store.CreateDbContextAsync(ct))
        {
            using var extract = await SetCursor.OpenAsync(store, submitted.ExtractSet, ct);
            using var before = await SetCursor.OpenAsync(store, picture, ct);
            using var verdicts = await VerdictCursor.OpenAsync(store, collection, submitted.Comparison!.Value, ct);
            var (writer, next) = (new SetWriter(writing, set), ReportEvery);
            foreach (var row in new ExtractSync(submitted.Effective).Run(extract, before, verdicts))
            {
                await writer.AddAsync(row, ct);
                if (progress is not null && extract.Read >= next)
                {
                    next = extract.Read + ReportEvery;
                    await progress((int)Math.Min(99, extract.Read * 99L / Math.Max(1, submitted.EntityCount)), $"{extract.Read:N0} of {submitted.EntityCount:N0} entities", ct);
                }
            }

            await writer.EndAsync(ct);
        }

        var outcome = await EndAsync(submitted.Id, set, digest, inFile, change, ct);
        await ledger.DropAsync(outcome.Succeeded ? picture : set, ct);
        return outcome;
    }

    // Asks again, under the lock: another return may have been submitted in the meantime.
    private async Task<Outcome> EndAsync(long id, int set, string digest, int inFile, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var submitted = await db.Set<HesaReturn>().SingleAsync(r => r.Id == id, ct);
        var picture = await PictureAsync(db, submitted, ct);
        if (submitted.MayBeSubmitted(picture?.Set ?? 0) is { Succeeded: false } refused)
        {
            return refused;
        }

        if (picture is null)
        {
            picture = new SubmittedPicture(submitted.Ukprn, submitted.ReturnType);
            db.Add(picture);
        }

        picture.Replace(set, submitted.Id);
        submitted.Submitted(change.Caller.Name, digest, change.At);
        db.Add(SubmissionNotice.Of(submitted, inFile, change.At));
        await SetLedger.KeepAsync(db, set, ct);
        await db.SaveAsync(change.For("SubmitReturn"), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done;
    }

    public static Task<SubmittedPicture?> PictureAsync(RegistryDbContext db, HesaReturn of, CancellationToken ct) =>
        db.Set<SubmittedPicture>().SingleOrDefaultAsync(p => p.Ukprn == of.Ukprn && p.ReturnType == of.ReturnType, ct);
}
