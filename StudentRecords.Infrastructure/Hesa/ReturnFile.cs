using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Hesa.Files;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>The file of a compared return, out of the verdicts and, where an entity is written whole, the extract.</summary>
public sealed class ReturnFile(IDbContextFactory<RegistryDbContext> store)
{
    public async Task WriteAsync(HesaReturn written, CollectionDefinition collection, Stream target, ChangeContext change, CancellationToken ct)
    {
        await TellAsync(written, change.For("TakeReturnFile"), ct);
        await WriteAsync(written, collection, target, ct);
    }

    /// <summary>SHA-256 of the file, in hexadecimal, and the number of entities in it.</summary>
    public async Task<(string Digest, int Entities)> DigestAsync(HesaReturn written, CollectionDefinition collection, CancellationToken ct)
    {
        using var sha = SHA256.Create();
        int entities;
        await using (var hashed = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            entities = await WriteAsync(written, collection, hashed, ct);
        }

        return (Convert.ToHexStringLower(sha.Hash!), entities);
    }

    /// <summary>The file for the record's own use: digest and schema. Gives the number of entities.</summary>
    internal async Task<int> WriteAsync(HesaReturn written, CollectionDefinition collection, Stream target, CancellationToken ct)
    {
        using var extract = await SetCursor.OpenAsync(store, written.ExtractSet, ct);
        using var verdicts = await VerdictCursor.OpenAsync(store, collection, written.Comparison!.Value, ct);
        await using var file = new ReturnXmlWriter(target, collection);
        for (; verdicts.Current is { } verdict; verdicts.MoveNext())
        {
            while (verdict.ExtractRow is { } row && (extract.Read == 0 || extract.Row < row))
            {
                extract.MoveNext();
            }

            await file.WriteAsync(verdict, () => extract.Fields(verdict.Entity), ct);
        }

        return file.Count;
    }

    private async Task TellAsync(HesaReturn written, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        var changes = JsonSerializer.Serialize(new[] { new { row = nameof(HesaReturn), id = written.Id, did = "written to a file", set = new { written.Collection, written.Sequence } } });
        await AuditTrail.TellAsync(db, change, nameof(HesaReturn), written.Id, changes, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
