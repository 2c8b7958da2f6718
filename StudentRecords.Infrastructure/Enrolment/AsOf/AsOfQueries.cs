using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.AsOf;

/// <summary>
/// A student's record asked two questions at once: what held on a day, as far as was known at a moment. What was known is the sealed
/// trail read up to that moment; what held follows from the days in the rows.
/// </summary>
public sealed class AsOfQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Null for people whom the caller's roles do not reach; holds only for those who may see them.</summary>
    public async Task<RecordAsOf?> OfAsync(long personId, DateOnly asOf, DateTimeOffset knownAt, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Enrolments, Level.See)).AnyAsync(ct))
        {
            return null;
        }

        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectKind == nameof(Person) && e.SubjectId == personId && e.At <= knownAt).OrderBy(e => e.Sequence).ToListAsync(ct);
        var rows = KnownRows.Replay(entries, await TrailValues.OpenAsync(db, entries, ct)).ToLookup(r => r.Kind);
        var statuses = (await db.Set<StatusEntry>().AsNoTracking().Where(s => s.PersonId == personId && s.RecordedAt <= knownAt).ToListAsync(ct)).ToLookup(s => s.EngagementId);
        var (programmes, occurrences) = await NamesAsync(db, rows, ct);
        var told = rows[nameof(StatusEntry)].ToDictionary(r => r.Id, r => r.Told);
        return new RecordAsOf(asOf, knownAt,
            [.. rows[nameof(Engagement)].OrderByDescending(e => e.Day("Start")).Select(e => Engagement(e, asOf, knownAt, statuses[e.Id], told, rows, programmes, occurrences))],
            caller.May(Room.Holds, Level.See) ? [.. rows[nameof(Hold)].Where(h => h.Day("PlacedOn") <= asOf && !(h.Day("ReleasedOn") <= asOf)).Select(h => new HoldAsOf(h["Source"]!, h["Reason"]!, h.Day("PlacedOn")!.Value, h.Told))] : []);
    }

    private static EngagementAsOf Engagement(KnownRow row, DateOnly asOf, DateTimeOffset knownAt, IEnumerable<StatusEntry> entries, Dictionary<long, Told> told,
        ILookup<string, KnownRow> rows, Dictionary<long, string> programmes, Dictionary<long, (string Key, string Title)> occurrences)
    {
        var status = StatusHistory.AsOf(entries, asOf, knownAt);
        var session = rows[nameof(CourseSession)].Where(s => s.Number("EngagementId") == row.Id && s.Day("Start") <= asOf && asOf <= (s.Day("End") ?? s.Day("ExpectedEnd"))).MaxBy(s => s.Day("Start"));
        var registrations = rows[nameof(ModuleRegistration)].Where(r => r.Number("EngagementId") == row.Id && IsOn(r, asOf));
        return new EngagementAsOf(row.Id, row["Numhus"] ?? "", programmes.GetValueOrDefault(session?.Number("ProgrammeVersionId") is > 0 and { } version ? version : row.Number("ProgrammeVersionId"), ""),
            status?.Status, status?.EffectiveOn, status is null ? null : told.GetValueOrDefault(status.Id),
            session is null ? null : new SessionAsOf(session["SessionYear"]!, (int)session.Number("YearOfProgramme"), session["Mode"] ?? "", session.Day("Start")!.Value, (session.Day("End") ?? session.Day("ExpectedEnd"))!.Value, session.Told),
            [.. registrations.Select(r => (Row: r, Of: occurrences.GetValueOrDefault(r.Number("OccurrenceId"), ("", "")))).OrderBy(r => r.Of.Item1, StringComparer.Ordinal)
                .Select(r => new RegistrationAsOf(r.Of.Item1, r.Of.Item2, r.Row.Day("RegisteredOn"), r.Row.Told))]);
    }

    /// <summary>A registration whose source does not say when it was made counts from the beginning.</summary>
    private static bool IsOn(KnownRow row, DateOnly day) => (row.Day("RegisteredOn") is not { } since || since <= day)
        && (row["Status"] == nameof(RegistrationStatus.Registered) || row.Day("WithdrawnOn") > day);

    private static async Task<(Dictionary<long, string> Programmes, Dictionary<long, (string Key, string Title)> Occurrences)> NamesAsync(RegistryDbContext db, ILookup<string, KnownRow> rows, CancellationToken ct)
    {
        var versions = rows[nameof(Engagement)].Concat(rows[nameof(CourseSession)]).Select(r => r.Number("ProgrammeVersionId")).Distinct().ToArray();
        var occurrences = rows[nameof(ModuleRegistration)].Select(r => r.Number("OccurrenceId")).Distinct().ToArray();
        var titles = await db.Set<ProgrammeVersion>().AsNoTracking().Where(v => versions.Contains(v.Id)).Select(v => new { v.Id, v.Title }).ToListAsync(ct);
        var modules = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => occurrences.Contains(o.Id)).Select(o => new { o.Id, o.Key, o.ModuleVersion.Title }).ToListAsync(ct);
        return (titles.ToDictionary(t => t.Id, t => t.Title), modules.ToDictionary(m => m.Id, m => (m.Key, m.Title)));
    }
}
