using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>A result from before entry, as an awarding body gave it.</summary>
/// <param name="Version">The sender's version of the sitting; above 1 where it was corrected.</param>
/// <param name="EarlierGrade">What an earlier version said, where it said otherwise.</param>
public sealed record EntryResultRow(string Sitting, string Type, string Subject, string? Grade, int Year, string? AwardingBody, long Version, string? EarlierGrade);

/// <summary>A sitting of which nobody may learn yet.</summary>
public sealed record EmbargoedSitting(string Sitting, DateTimeOffset ReleaseAt);

/// <summary>What is known of somebody's results from before entry.</summary>
/// <param name="Results">The newest version of each sitting that has been released.</param>
/// <param name="Embargoed">Sittings with results that have not been released; only for those who keep people.</param>
public sealed record EntryResults(IReadOnlyList<EntryResultRow> Results, IReadOnlyList<EmbargoedSitting> Embargoed);

/// <summary>An application, as admissions (F005) or UCAS (F045) tells it.</summary>
/// <param name="AwaitsHandover">A reply through UCAS made the engagement, and admissions has not handed the applicant over.</param>
public sealed record ApplicationRow(string Source, string Key, string ProgrammeCode, DateOnly EntryOn, ApplicationStage Stage, string? HighestQualification, bool AwaitsHandover);

/// <summary>What is known of somebody from before entry, for those who see enrolments: applications, and results (F045), which nobody sees before their release.</summary>
public sealed class AdmissionQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>Latest entry first.</summary>
    public async Task<IReadOnlyList<ApplicationRow>> ApplicationsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        return await db.Set<Application>().AsNoTracking().Where(a => reached.Contains(a.PersonId)).OrderByDescending(a => a.EntryOn).ThenBy(a => a.Key)
            .Select(a => new ApplicationRow(a.Source, a.Key, a.ProgrammeCode, a.EntryOn, a.Stage, a.HighestQualification, a.AwaitsHandover)).ToListAsync(ct);
    }

    public async Task<EntryResults> ResultsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var reached = db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        var mine = db.Set<QualificationResult>().AsNoTracking().Where(r => reached.Contains(r.PersonId));
        var released = (await mine.Where(r => r.ReleaseAt <= now).OrderBy(r => r.Id).ToListAsync(ct)).ToLookup(r => (r.Sitting, r.SourceVersion));
        List<EntryResultRow> rows = [];
        foreach (var sitting in released.GroupBy(g => g.Key.Sitting).OrderByDescending(g => g.Key, StringComparer.Ordinal))
        {
            var versions = sitting.OrderByDescending(g => g.Key.SourceVersion).ToList();
            rows.AddRange(versions[0].OrderBy(r => r.Subject, StringComparer.Ordinal).Select(r => new EntryResultRow(r.Sitting, r.Type, r.Subject, r.Grade, r.Year, r.AwardingBody, r.SourceVersion, Earlier(r, versions.Skip(1)))));
        }

        var embargoed = caller.May(Room.Persons, Level.Change)
            ? await mine.Where(r => r.ReleaseAt > now).GroupBy(r => new { r.Sitting, r.ReleaseAt }).Select(g => new EmbargoedSitting(g.Key.Sitting, g.Key.ReleaseAt)).ToListAsync(ct)
            : [];
        return new EntryResults(rows, [.. embargoed.OrderBy(e => e.ReleaseAt)]);
    }

    private static string? Earlier(QualificationResult now, IEnumerable<IEnumerable<QualificationResult>> before) =>
        before.SelectMany(v => v).FirstOrDefault(r => (r.Type, r.Subject, r.Year) == (now.Type, now.Subject, now.Year) && r.Grade != now.Grade)?.Grade;
}
