using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>What stands over a module board: the occurrence that it considers.</summary>
public sealed record OccurrenceHeading(long Id, string Key, string ModuleCode, string ModuleTitle, string Faculty, string AcademicYear, string Period, DateOnly Start, decimal Credits, int Level, string RuleCode)
{
    internal static Task<OccurrenceHeading> ReadAsync(RegistryDbContext db, long occurrenceId, CancellationToken ct) =>
        db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == occurrenceId)
            .Select(o => new OccurrenceHeading(o.Id, o.Key, o.Module.Code, o.ModuleVersion.Title, o.Module.Faculty, o.AcademicYear, o.Period, o.Start, o.ModuleVersion.Credits, o.ModuleVersion.Level, o.RuleCode))
            .SingleAsync(ct);
}
