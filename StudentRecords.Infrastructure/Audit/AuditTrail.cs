using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Writes the trail: one entry for each subject that a save touched, sealed to the entry before; what it says of a person under that person's key.</summary>
internal static class AuditTrail
{
    public static async Task WriteAsync(RegistryDbContext db, ChangeContext change, IReadOnlyDictionary<long, ChangeContext>? byPerson, CancellationToken ct)
    {
        var subjects = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Metadata.IsAudited())
            .GroupBy(Subject)
            .ToList();
        if (subjects.Count == 0)
        {
            return;
        }

        var keys = await TrailValues.KeysAsync(db, [.. subjects.Where(s => s.Key.Kind == nameof(Person)).Select(s => s.Key.Id)], ct);
        var entries = subjects.Select(s => Entry(s.Key, s, byPerson?.GetValueOrDefault(s.Key.Id) ?? change, keys)).ToList();
        await SealAsync(db, entries, ct);
    }

    /// <summary>Writes entries that tell of something other than a change of rows: a read of special-category data, a sign-in.</summary>
    public static Task TellAsync(RegistryDbContext db, ChangeContext change, string subjectKind, long subjectId, string changes, CancellationToken ct) =>
        SealAsync(db, [Entry(change, subjectKind, subjectId, changes)], ct);

    /// <summary>The same of many subjects of one kind, in one seal.</summary>
    public static Task TellAsync(RegistryDbContext db, ChangeContext change, string subjectKind, IReadOnlyCollection<(long Id, string Changes)> subjects, CancellationToken ct) =>
        subjects.Count == 0 ? Task.CompletedTask : SealAsync(db, [.. subjects.Select(s => Entry(change, subjectKind, s.Id, s.Changes))], ct);

    private static async Task SealAsync(RegistryDbContext db, List<AuditEntry> entries, CancellationToken ct)
    {
        await db.LockTrailAsync(ct);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(ct);
        var (first, hash) = (head.Sequence, head.Hash);
        foreach (var entry in entries)
        {
            entry.Sequence = ++first;
            entry.PreviousHash = hash;
            entry.Hash = hash = AuditSeal.Hash(entry, hash);
        }

        await ManyRows.AddAsync(db, entries, ct);
        await db.Set<AuditHead>().ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, first).SetProperty(h => h.Hash, hash), ct);
    }

    private static (string Kind, long Id) Subject(EntityEntry entry) => entry.Entity is IAboutPerson about
        ? (nameof(Person), about.PersonId)
        : (entry.Metadata.ClrType.Name, RowChanges.Key(entry));

    private static AuditEntry Entry((string Kind, long Id) subject, IEnumerable<EntityEntry> rows, ChangeContext change, Dictionary<long, byte[]> keys) =>
        Entry(change, subject.Kind, subject.Id, subject.Kind == nameof(Person) ? TrailValues.Close(keys[subject.Id], RowChanges.Tell(rows)) : RowChanges.Tell(rows));

    private static AuditEntry Entry(ChangeContext change, string kind, long id, string changes) => new()
    {
        At = change.At.ToUniversalTime(),
        Actor = change.Caller.IsSimulated ? $"{change.Caller.Name} (simulated)" : change.Caller.Name,
        Act = change.Act,
        Reason = change.Reason,
        Evidence = change.Evidence,
        Cause = change.Cause,
        CauseReference = change.CauseReference,
        CorrelationId = change.CorrelationId,
        SubjectKind = kind,
        SubjectId = id,
        Changes = changes,
    };
}
