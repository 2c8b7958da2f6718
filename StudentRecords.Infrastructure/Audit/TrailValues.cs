using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>
/// The values in a person's trail entries are written under that person's key (AES-256-GCM) and sealed into the chain as they stand. When the
/// key is disposed of they stay closed for good, and the chain still holds. Entries from before keys are read as they are.
/// </summary>
internal static class TrailValues
{
    private const string Mark = "sealed:";
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>What is told of an entry whose key is gone.</summary>
    public const string Disposed = """[{"row":"Person","id":0,"did":"disposed","set":{}}]""";

    /// <summary>The keys of these people, made where there is none yet.</summary>
    public static async Task<Dictionary<long, byte[]>> KeysAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        var keys = new Dictionary<long, byte[]>(people.Count);
        foreach (var some in people.Chunk(1000))
        {
            foreach (var key in await db.Set<TrailKey>().AsNoTracking().Where(k => some.Contains(k.PersonId)).ToListAsync(ct))
            {
                keys[key.PersonId] = key.Key;
            }
        }

        List<TrailKey> made = [.. people.Where(p => !keys.ContainsKey(p)).Select(p => new TrailKey(p, RandomNumberGenerator.GetBytes(KeySize)))];
        made.ForEach(k => keys[k.PersonId] = k.Key);
        await ManyRows.AddAsync(db, made, ct);
        return keys;
    }

    public static string Close(byte[] key, string changes)
    {
        var plain = Encoding.UTF8.GetBytes(changes);
        var all = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(all.AsSpan(0, NonceSize), plain, all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize));
        return Mark + Convert.ToBase64String(all);
    }

    /// <summary>What each entry says, by its number.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> OpenAsync(RegistryDbContext db, IReadOnlyCollection<AuditEntry> entries, CancellationToken ct)
    {
        long[] people = [.. entries.Where(e => e.SubjectKind == nameof(Person)).Select(e => e.SubjectId).Distinct()];
        var keys = people.Length == 0 ? [] : await db.Set<TrailKey>().AsNoTracking().Where(k => people.Contains(k.PersonId)).ToDictionaryAsync(k => k.PersonId, k => k.Key, ct);
        return entries.ToDictionary(e => e.Sequence, e => Open(e, keys));
    }

    private static string Open(AuditEntry entry, Dictionary<long, byte[]> keys)
    {
        if (!entry.Changes.StartsWith(Mark, StringComparison.Ordinal))
        {
            return entry.Changes;
        }

        if (!keys.TryGetValue(entry.SubjectId, out var key))
        {
            return Disposed;
        }

        var all = Convert.FromBase64String(entry.Changes[Mark.Length..]);
        var plain = new byte[all.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(all.AsSpan(0, NonceSize), all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            // written under a key that was disposed of; the person came back and has another
            return Disposed;
        }

        return Encoding.UTF8.GetString(plain);
    }
}
