using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>What walking the trail showed.</summary>
/// <param name="Entries">Entries walked that hold together.</param>
/// <param name="Anchors">Lines of the anchor compared.</param>
/// <param name="Break">The first thing wrong; null when the trail is whole.</param>
public sealed record AuditVerdict(long Entries, int Anchors, AuditBreak? Break)
{
    public bool IsWhole => Break is null;
}

/// <param name="Code">CHANGED, GAP, TAIL_CUT, HEAD or ANCHOR.</param>
/// <param name="Sequence">The entry at which it shows.</param>
/// <param name="Sentence">What it means.</param>
public sealed record AuditBreak(string Code, long Sequence, string Sentence);

/// <summary>Walks the hash chain from the first entry to the head and compares it with the anchor kept outside the database.</summary>
public sealed class AuditVerifier(IDbContextFactory<RegistryDbContext> store, AuditAnchor anchor)
{
    private const int Stride = 5000;

    public Task<AuditVerdict> VerifyAsync(Caller caller, CancellationToken ct = default) => VerifyAsync(caller, (_, _) => Task.CompletedTask, ct);

    /// <param name="caller">Who asks.</param>
    /// <param name="progress">Told after each stretch: the entries walked, and of how many.</param>
    /// <param name="ct">Stops the walk.</param>
    public async Task<AuditVerdict> VerifyAsync(Caller caller, Func<long, long, Task> progress, CancellationToken ct = default)
    {
        caller.Demand(Room.AuditTrail, Level.See);
        var lines = anchor.Read().GroupBy(l => l.Sequence).ToDictionary(g => g.Key, g => g.First());
        await using var db = store.CreateDbContext();
        // The anchor is read before the head and the head before the entries: what is added meanwhile lies beyond all three.
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(ct);
        var (walked, hash) = (0L, AuditSeal.Genesis);
        while (walked < head.Sequence)
        {
            var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Sequence > walked && e.Sequence <= head.Sequence).OrderBy(e => e.Sequence).Take(Stride).ToListAsync(ct);
            foreach (var entry in entries)
            {
                if (Wrong(entry, walked + 1, hash, lines) is { } wrong)
                {
                    return new(walked, lines.Count, wrong);
                }

                (walked, hash) = (entry.Sequence, entry.Hash);
            }

            if (entries.Count == 0)
            {
                return new(walked, lines.Count, new("TAIL_CUT", walked + 1, $"The trail ends at entry {walked}; its head says that there were {head.Sequence}."));
            }

            await progress(walked, head.Sequence);
        }

        return new(walked, lines.Count, Ending(head, walked, hash, lines) ?? await BeyondAsync(db, ct));
    }

    private static AuditBreak? Wrong(AuditEntry entry, long expected, string previous, Dictionary<long, AnchorLine> lines)
    {
        if (entry.Sequence != expected)
        {
            return new("GAP", expected, $"Entry {expected} is missing; the next is {entry.Sequence}.");
        }

        if (entry.PreviousHash != previous || entry.Hash != AuditSeal.Hash(entry, previous))
        {
            return new("CHANGED", entry.Sequence, $"Entry {entry.Sequence} or the one before it was changed after it was sealed.");
        }

        return lines.TryGetValue(entry.Sequence, out var line) && line.Hash != entry.Hash
            ? new("ANCHOR", entry.Sequence, $"Entry {entry.Sequence} is not the one that the anchor was taken of: the trail was written anew.")
            : null;
    }

    private static AuditBreak? Ending(AuditHead head, long walked, string hash, Dictionary<long, AnchorLine> lines)
    {
        var furthest = lines.Count == 0 ? 0 : lines.Keys.Max();
        return furthest > walked
            ? new("TAIL_CUT", walked + 1, $"The trail ends at entry {walked}; the anchor outside the database was taken at entry {furthest}.")
            : head.Hash != hash ? new("HEAD", walked, "The trail's head does not bear the hash of its last entry.") : null;
    }

    private static async Task<AuditBreak?> BeyondAsync(RegistryDbContext db, CancellationToken ct)
    {
        var last = await db.Set<AuditEntry>().MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        var head = await db.Set<AuditHead>().AsNoTracking().Select(h => h.Sequence).SingleAsync(ct);
        return last > head ? new("HEAD", last, $"The trail has entries up to {last}, beyond its head at {head}.") : null;
    }
}
