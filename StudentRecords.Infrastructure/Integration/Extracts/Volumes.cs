using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>F002: how modules fare, by running: counts only, small ones not given.</summary>
internal sealed class CurriculumMetrics() : Extract("F002", "CM", "CurriculumMetricsPublished")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var runs = await ask.Db.Set<ModuleOccurrence>().AsNoTracking().Select(o => new
        {
            o.Key, o.AcademicYear,
            Registered = ask.Db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered),
            Left = ask.Db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Withdrawn),
            Passed = ask.Db.Set<BoardDecision>().Count(d => ask.Db.Set<ModuleRegistration>().Any(r => r.Id == d.RegistrationId && r.OccurrenceId == o.Id) && d.Outcome == BoardOutcome.Passed),
        }).ToListAsync(ct);
        return [.. runs.GroupBy(r => r.AcademicYear).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key,
            [.. g.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new { unit = r.Key, registered = Suppressed(r.Registered), left = Suppressed(r.Left), passed = Suppressed(r.Passed) })]))];
    }
}

/// <summary>F003 CohortVolumeForecast: how many are in each year of each programme, for planning rooms.</summary>
internal sealed class CohortVolumes() : Extract("F003", "TTB", "CohortVolumeForecast")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await (from s in ask.Db.Set<CourseSession>().AsNoTracking()
                          where s.End == null && (s.Engagement.Status == EngagementStatus.Enrolled || s.Engagement.Status == EngagementStatus.Expected)
                          group s by new { s.SessionYear, s.Engagement.Programme.Code, s.YearOfProgramme } into g
                          select new { g.Key.SessionYear, g.Key.Code, g.Key.YearOfProgramme, Students = g.Count() }).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.SessionYear).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key,
            [.. g.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.YearOfProgramme).Select(r => new { programme = r.Code, year = r.YearOfProgramme, students = r.Students })]))];
    }
}

/// <summary>F019, F027: how many study what, by programme and status: counts only.</summary>
internal sealed class EnrolmentVolumes(string flow, string to, string type) : Extract(flow, to, type)
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await ask.Db.Set<Engagement>().AsNoTracking().GroupBy(e => new { e.Programme.Code, e.Status }).Select(g => new { g.Key.Code, g.Key.Status, Students = g.Count() }).ToListAsync(ct);
        return [new ExtractPart("ALL", [.. rows.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Status).Select(r => new { programme = r.Code, status = r.Status, students = Suppressed(r.Students) })])];
    }
}

/// <summary>F019 TimetableDemandPublished: hours of teaching a room is asked for, by week.</summary>
internal sealed class TeachingDemand() : Extract("F019", "EST", "TimetableDemandPublished")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var events = await ask.Db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && e.State == TeachingState.Scheduled && e.Room != null && e.EndsAt > ask.Now).Select(e => new { e.Room, e.StartsAt, e.EndsAt }).ToListAsync(ct);
        return [new ExtractPart("ALL", [.. events.GroupBy(e => (e.Room, Week: Monday(e.StartsAt))).OrderBy(g => g.Key.Week).ThenBy(g => g.Key.Room, StringComparer.Ordinal)
            .Select(g => new { room = g.Key.Room, week = g.Key.Week, hours = g.Sum(e => (decimal)(e.EndsAt - e.StartsAt).TotalHours) })])];
    }

    internal static DateOnly Monday(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}

/// <summary>F019 OccupancyForecast: how many students are expected at most in a room in a week; so few that they could be told apart are not given.</summary>
internal sealed class RoomOccupancy() : Extract("F019", "EST", "OccupancyForecast")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var events = await ask.Db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && e.State == TeachingState.Scheduled && e.Room != null && e.EndsAt > ask.Now)
            .Select(e => new { e.Room, e.StartsAt, Students = ask.Db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == e.OccurrenceId && r.Status == RegistrationStatus.Registered) }).ToListAsync(ct);
        return [new ExtractPart("ALL", [.. events.GroupBy(e => (e.Room, Week: TeachingDemand.Monday(e.StartsAt))).OrderBy(g => g.Key.Week).ThenBy(g => g.Key.Room, StringComparer.Ordinal)
            .Select(g => new { room = g.Key.Room, week = g.Key.Week, most = Suppressed(g.Max(e => e.Students)) })])];
    }
}
