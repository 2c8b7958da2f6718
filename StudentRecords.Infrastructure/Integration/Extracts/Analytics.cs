using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Integration.Extracts;

/// <summary>F027 PerformanceExtract: ratified results under pseudonyms.</summary>
internal sealed class Performance() : Extract("F027", "BI", "PerformanceExtract")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await (from d in ask.Db.Set<BoardDecision>().AsNoTracking()
                          join r in ask.Db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                          join p in ask.Db.Set<Person>() on d.PersonId equals p.Id
                          select new { p.StudentNumber, r.Occurrence.Key, r.Occurrence.AcademicYear, d.Outcome, d.OverallMark, d.RatifiedAt, d.Id }).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.AcademicYear).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key,
            [.. g.OrderBy(r => r.Id).Select(r => new { student = ask.Pseudonyms.Of(r.StudentNumber), moduleRun = r.Key, outcome = r.Outcome, mark = r.OverallMark })]))];
    }
}

/// <summary>F027 ModuleOutcomesExtract: outcomes by running: counts, small ones not given.</summary>
internal sealed class ModuleOutcomes() : Extract("F027", "BI", "ModuleOutcomesExtract")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await (from d in ask.Db.Set<BoardDecision>().AsNoTracking()
                          join r in ask.Db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                          group d by new { r.Occurrence.Key, r.Occurrence.AcademicYear, d.Outcome } into g
                          select new { g.Key.Key, g.Key.AcademicYear, g.Key.Outcome, Count = g.Count() }).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.AcademicYear).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key,
            [.. g.OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.Outcome).Select(r => new { moduleRun = r.Key, outcome = r.Outcome, students = Suppressed(r.Count) })]))];
    }
}

/// <summary>F027 RetentionIndicators: of those who began together, how many are still here: counts, small ones not given.</summary>
internal sealed class Retention() : Extract("F027", "BI", "RetentionIndicators")
{
    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await ask.Db.Set<Engagement>().AsNoTracking().Where(e => e.Status != EngagementStatus.Expected && e.Status != EngagementStatus.NoShow && e.Status != EngagementStatus.Deferred)
            .GroupBy(e => new { e.Programme.Code, e.Start.Year }).Select(g => new { g.Key.Code, g.Key.Year, Began = g.Count(), Left = g.Count(e => e.Status == EngagementStatus.Withdrawn || e.Status == EngagementStatus.Transferred) }).ToListAsync(ct);
        return [new ExtractPart("ALL", [.. rows.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Year).Select(r => new { programme = r.Code, year = r.Year, began = Suppressed(r.Began), left = Suppressed(r.Left) })])];
    }
}

/// <summary>F041: which audience a student belongs to, under pseudonyms: no more than is needed to show the right page.</summary>
internal sealed class Segments() : Extract("F041", "CMS", "CohortSegmentsPublished")
{
    public override bool IsRoll => true;

    public override bool EmptiesAreTold => true;

    public override async Task<IReadOnlyList<ExtractPart>> ReadAsync(ExtractAsk ask, CancellationToken ct)
    {
        var rows = await (from s in ask.Db.Set<CourseSession>().AsNoTracking()
                          join p in ask.Db.Set<Person>() on s.PersonId equals p.Id
                          where s.End == null && s.Engagement.Status == EngagementStatus.Enrolled
                          select new { s.Engagement.Programme.Code, s.YearOfProgramme, p.StudentNumber }).Distinct().ToListAsync(ct);
        return [.. rows.GroupBy(r => $"{r.Code}/{r.YearOfProgramme}").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ExtractPart(g.Key, [.. g.Select(r => ask.Pseudonyms.Of(r.StudentNumber)).Order(StringComparer.Ordinal).Select(p => new { member = p })]))];
    }
}
