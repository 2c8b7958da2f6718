using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>What the students of one running said together.</summary>
public sealed record SurveyRow(string Survey, string ModuleRun, int Invited, int Responses, IReadOnlyList<string> Means, IReadOnlyList<string> Actions);

/// <summary>Between which days modules are surveyed.</summary>
public sealed record SurveyWindowRow(string Code, string AcademicYear, string Period, DateOnly Opens, DateOnly Closes);

/// <summary>Survey figures of a module: never of a student.</summary>
public sealed class SurveyQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Newest running first.</summary>
    public async Task<IReadOnlyList<SurveyRow>> OfModuleAsync(long moduleId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await (from r in db.Set<SurveyResult>().AsNoTracking() join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id where o.ModuleId == moduleId
                          orderby o.Start descending, r.Survey select new { r.Survey, o.Key, r.Invited, r.Responses, r.Means, r.Actions }).ToListAsync(ct);
        return rows.ConvertAll(r => new SurveyRow(r.Survey, r.Key, r.Invited, r.Responses, Lines(r.Means), Lines(r.Actions)));
    }

    /// <summary>Windows, newest first.</summary>
    public async Task<IReadOnlyList<SurveyWindowRow>> WindowsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<SurveyWindow>().AsNoTracking().OrderByDescending(w => w.Opens).ThenBy(w => w.Code).Select(w => new SurveyWindowRow(w.Code, w.AcademicYear, w.Period, w.Opens, w.Closes)).ToListAsync(ct);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
