using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>An entry of the trail as the list shows it.</summary>
/// <param name="StudentNumber">Where it is about a person.</param>
public sealed record AuditRow(long Sequence, DateTimeOffset At, string Actor, string Act, string Reason, string SubjectKind, long SubjectId, string? StudentNumber, CauseKind Cause, string? CauseReference, string? CorrelationId);

/// <summary>An entry with its seal and what it changed.</summary>
/// <param name="Subject">What the subject is called, where that can be said: a student number.</param>
public sealed record AuditEntryView(HistoryEntry Entry, string SubjectKind, long SubjectId, string? Subject, string PreviousHash, string Hash, bool HasNext);

/// <summary>The last time that the trail was walked.</summary>
public sealed record TrailVerification(long JobId, JobState State, string? Result, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string RequestedBy);

/// <summary>The trail, searched; for those who may see all of it.</summary>
public sealed class AuditQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<AuditEntry> Sorts = Sorting<AuditEntry>.WithKey(e => e.Sequence).By("number", e => e.Sequence, descendingFirst: true);

    /// <summary>
    /// Search: correlation id or cause reference, whole. Filters: <c>actor</c> and <c>act</c> (from their beginning), <c>kind</c>, <c>subject</c> (inner id or student number),
    /// <c>from</c> and <c>to</c> (UK days, both included).
    /// </summary>
    public async Task<TablePage<AuditRow>> EntriesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.AuditTrail, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            entries = entries.Where(e => e.CorrelationId == query.Search || e.CauseReference == query.Search);
        }

        if (query.Filter("actor") is { } actor)
        {
            var like = SearchPattern.StartingWith(actor);
            entries = entries.Where(e => EF.Functions.Like(e.Actor, like, SearchPattern.Escape));
        }

        if (query.Filter("act") is { } act)
        {
            var like = SearchPattern.StartingWith(act);
            entries = entries.Where(e => EF.Functions.Like(e.Act, like, SearchPattern.Escape));
        }

        if (query.Filter("kind") is { } kind)
        {
            entries = entries.Where(e => e.SubjectKind == kind);
        }

        if (query.Filter("subject") is { } subject)
        {
            var person = await db.Set<Person>().Where(p => p.StudentNumber == subject).Select(p => (long?)p.Id).SingleOrDefaultAsync(ct);
            var id = person ?? (long.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
            entries = person is null ? entries.Where(e => e.SubjectId == id) : entries.Where(e => e.SubjectKind == nameof(Person) && e.SubjectId == id);
        }

        return await Between(entries, query).ToPageAsync(query, Sorts, e => new AuditRow(e.Sequence, e.At, e.Actor, e.Act, e.Reason, e.SubjectKind, e.SubjectId,
            e.SubjectKind == nameof(Person) ? db.Set<Person>().Where(p => p.Id == e.SubjectId).Select(p => p.StudentNumber).FirstOrDefault() : null, e.Cause, e.CauseReference, e.CorrelationId), ct);
    }

    /// <summary>Null when there is none with this number.</summary>
    public async Task<AuditEntryView?> EntryAsync(long sequence, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.AuditTrail, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<AuditEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Sequence == sequence, ct) is not { } entry)
        {
            return null;
        }

        var subject = entry.SubjectKind == nameof(Person) ? await db.Set<Person>().Where(p => p.Id == entry.SubjectId).Select(p => p.StudentNumber).SingleOrDefaultAsync(ct) : null;
        var hasNext = await db.Set<AuditEntry>().AnyAsync(e => e.Sequence == sequence + 1, ct);
        return new AuditEntryView(HistoryQueries.Tell(entry, (await TrailValues.OpenAsync(db, [entry], ct))[sequence], caller), entry.SubjectKind, entry.SubjectId, subject, entry.PreviousHash, entry.Hash, hasNext);
    }

    /// <summary>Null when the trail was never verified.</summary>
    public async Task<TrailVerification?> LastVerificationAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.AuditTrail, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<JobRequest>().AsNoTracking().Where(j => j.Kind == nameof(VerifyTrailJob)).OrderByDescending(j => j.RequestedAt)
            .Select(j => new TrailVerification(j.Id, j.State, j.Result, j.RequestedAt, j.EndedAt, j.RequestedBy)).FirstOrDefaultAsync(ct);
    }

    private static IQueryable<AuditEntry> Between(IQueryable<AuditEntry> entries, TableQuery query)
    {
        if (Day(query, "from") is { } first)
        {
            var from = UkTime.At(first, TimeOnly.MinValue);
            entries = entries.Where(e => e.At >= from);
        }

        if (Day(query, "to") is { } last)
        {
            var until = UkTime.At(last.AddDays(1), TimeOnly.MinValue);
            entries = entries.Where(e => e.At < until);
        }

        return entries;
    }

    private static DateOnly? Day(TableQuery query, string filter) => DateOnly.TryParseExact(query.Filter(filter), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
