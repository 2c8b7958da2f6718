using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>What stands over a board: the occurrence of a module, or the year of a programme, that it considers.</summary>
/// <param name="Id">Of the occurrence, or of the programme.</param>
/// <param name="Key">The occurrence's key; for a programme its code, academic year and year of the programme.</param>
/// <param name="ModuleCode">Code of the module, or of the programme.</param>
/// <param name="ModuleTitle">Its title.</param>
/// <param name="Faculty">By which scopes reach it.</param>
/// <param name="AcademicYear">Such as 2024/25.</param>
/// <param name="Period">Of the occurrence; for a programme which year of it.</param>
/// <param name="Start">First day of the occurrence, or of the academic year.</param>
/// <param name="Credits">Of the module; 0 for a programme.</param>
/// <param name="Level">Of the module; 0 for a programme.</param>
/// <param name="RuleCode">The module's mark rule; empty for a programme, whose regulation depends on the entry.</param>
public sealed record BoardHeading(long Id, string Key, string ModuleCode, string ModuleTitle, string Faculty, string AcademicYear, string Period, DateOnly Start, decimal Credits, int Level, string RuleCode)
{
    internal static Task<BoardHeading> ReadAsync(RegistryDbContext db, long occurrenceId, CancellationToken ct) =>
        db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == occurrenceId)
            .Select(o => new BoardHeading(o.Id, o.Key, o.Module.Code, o.ModuleVersion.Title, o.Module.Faculty, o.AcademicYear, o.Period, o.Start, o.ModuleVersion.Credits, o.ModuleVersion.Level, o.RuleCode))
            .SingleAsync(ct);

    /// <summary>Of a board of either tier; null where it considers nothing.</summary>
    internal static async Task<BoardHeading?> ReadAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        if (board.OccurrenceId is { } occurrence)
        {
            return await ReadAsync(db, occurrence, ct);
        }

        if (board is not { ProgrammeId: { } programmeId, YearOfProgramme: { } year } || await db.Set<Programme>().AsNoTracking().Where(p => p.Id == programmeId).Select(p => new { p.Code, p.Title, p.Faculty }).FirstOrDefaultAsync(ct) is not { } programme)
        {
            return null;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{programme.Code} {board.AcademicYear.Replace('/', '-')} year {year}");
        var start = Domain.Calendar.AcademicYear.TryParse(board.AcademicYear, out var academic) ? academic.Start : DateOnly.MinValue;
        return new BoardHeading(programmeId, key, programme.Code, programme.Title, programme.Faculty, board.AcademicYear, $"Year {year}", start, 0, 0, "");
    }
}
