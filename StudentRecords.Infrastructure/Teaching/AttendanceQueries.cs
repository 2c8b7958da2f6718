using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>How a student met what was taught: counts by mark, the newest figure of attendance monitoring, and the last marks.</summary>
public sealed record AttendanceView(IReadOnlyDictionary<AttendanceMark, int> Counts, decimal? Percent, DateOnly? AsOf, IReadOnlyList<AttendanceRow> Last);

/// <summary>One mark.</summary>
public sealed record AttendanceRow(DateOnly On, string Event, AttendanceMark Mark, long Version);

/// <summary>Attendance of one student.</summary>
public sealed class AttendanceQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int Newest = 20;

    public async Task<AttendanceView> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        var records = db.Set<AttendanceRecord>().AsNoTracking().Where(r => reached.Contains(r.PersonId));
        var counts = await records.GroupBy(r => r.Mark).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var figure = await db.Set<AttendanceIndicator>().AsNoTracking().Where(i => reached.Contains(i.PersonId)).OrderByDescending(i => i.AsOf).FirstOrDefaultAsync(ct);
        return new AttendanceView(counts, figure?.Percent, figure?.AsOf,
            await records.OrderByDescending(r => r.On).ThenByDescending(r => r.Id).Take(Newest).Select(r => new AttendanceRow(r.On, r.EventKey, r.Mark, r.SourceVersion)).ToListAsync(ct));
    }
}
