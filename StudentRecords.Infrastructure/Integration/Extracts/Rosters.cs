using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>F014 RosterSnapshot: everybody on a running that is taught now or soon, so that both sides can compare count and digest.</summary>
internal sealed class RosterSnapshots() : Extract("F014", "AM", "RosterSnapshot")
{
    private const int SoonDays = 28;

    public override bool IsRoll => true;

    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var (today, soon) = (ask.Today, ask.Today.AddDays(SoonDays));
        var runs = await ask.Db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Start <= soon && o.End >= today).Select(o => new { o.Id, o.Key }).ToListAsync(ct);
        var ids = runs.ConvertAll(r => r.Id);
        var students = await Members(ask).Where(m => ids.Contains(m.OccurrenceId)).ToListAsync(ct);
        var by = students.ToLookup(s => s.OccurrenceId, s => s.StudentNumber);
        return [.. runs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new ExtractPart(r.Key, [.. by[r.Id].Order(StringComparer.Ordinal).Select(n => new { student = n })]))];
    }

    internal static IQueryable<RunMember> Members(ExtractAsk ask) =>
        from r in ask.Db.Set<ModuleRegistration>().AsNoTracking()
        join p in ask.Db.Set<Person>() on r.PersonId equals p.Id
        where r.Status == RegistrationStatus.Registered && r.Engagement.Status == EngagementStatus.Enrolled
        select new RunMember { OccurrenceId = r.OccurrenceId, StudentNumber = p.StudentNumber };
}

/// <summary>A student on a running.</summary>
internal sealed class RunMember
{
    public required long OccurrenceId { get; init; }
    public required string StudentNumber { get; init; }
}

/// <summary>F014 AcademicCalendarPublished, F015 TermDatesPublished: the parts of a year, from the runnings that are planned in them.</summary>
internal sealed class AcademicCalendars(string flow, string to, string type) : Extract(flow, to, type)
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var periods = await ask.Db.Set<ModuleOccurrence>().AsNoTracking().GroupBy(o => new { o.AcademicYear, o.Period }).Select(g => new { g.Key.AcademicYear, g.Key.Period, Start = g.Min(o => o.Start), End = g.Max(o => o.End) }).ToListAsync(ct);
        return [.. periods.GroupBy(p => p.AcademicYear).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key, [.. g.OrderBy(p => p.Start).ThenBy(p => p.Period, StringComparer.Ordinal).Select(p => new { period = p.Period, start = p.Start, end = p.End })]))];
    }
}

/// <summary>F031 SurveyCohortPublished: who is asked about a running while its survey is open.</summary>
internal sealed class SurveyCohorts() : Extract("F031", "SETS", "SurveyCohortPublished")
{
    public override bool IsRoll => true;

    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var today = ask.Today;
        var open = await (from w in ask.Db.Set<SurveyWindow>().AsNoTracking() join o in ask.Db.Set<ModuleOccurrence>() on new { w.AcademicYear, w.Period } equals new { o.AcademicYear, o.Period } where w.Opens <= today && w.Closes >= today select new { w.Code, o.Id, o.Key }).ToListAsync(ct);
        var ids = open.Select(o => o.Id).Distinct().ToList();
        var by = (await RosterSnapshots.Members(ask).Where(m => ids.Contains(m.OccurrenceId)).ToListAsync(ct)).ToLookup(m => m.OccurrenceId, m => m.StudentNumber);
        return [.. open.OrderBy(o => o.Code, StringComparer.Ordinal).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => new ExtractPart($"{o.Code}/{o.Key}", [.. by[o.Id].Order(StringComparer.Ordinal).Select(n => new { student = n })]))];
    }
}
