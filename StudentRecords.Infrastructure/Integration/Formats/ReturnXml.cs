using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>F047 as the return's own XML: the file that two people signed, one return a file, written row by row and held against the digest of the signed one before it is in place.</summary>
internal sealed class ReturnXml(ReturnFile file, CollectionDefinitions collections) : NamedFormat("xml")
{
    public override int Most => 1;

    /// <summary>The data platform takes a submission once; another one has another number.</summary>
    public override bool IsRepeated(OutboxMessage message, string file) => false;

    public override bool Writes(OutboxMessage message) => message is { Flow: "F047", Type: "StudentReturnSubmitted" };

    /// <exception cref="InvalidOperationException">The record has not submitted the return.</exception>
    public override async Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct)
    {
        var body = messages[0].Content();
        var (ukprn, collection, number) = (body.GetProperty("ukprn").GetString(), body.GetProperty("collectionRef").GetString(), body.GetProperty("submissionNo").GetInt32());
        var submitted = await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Ukprn == ukprn && r.Collection == collection && r.Sequence == number && r.SubmittedAt != null, ct)
            ?? throw new InvalidOperationException($"The record has not submitted {collection} {number}.");
        return new FormatFile((to, stop) => file.WriteAsync(submitted, collections[submitted.Collection], to, stop), body.GetProperty("entities").GetInt32(), Signed: submitted.Digest);
    }
}
