using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>A student of a cohort, with what is not right about the modules of the year.</summary>
public sealed record CheckedStudentRow
{
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required string Programme { get; init; }
    public required int CatalogueVersion { get; init; }
    public required int YearOfProgramme { get; init; }
    public required decimal Credits { get; init; }
    public required IReadOnlyList<Refusal> Findings { get; init; }

    /// <summary>Every finding in a sentence of its own.</summary>
    public string Why => string.Join(" ", Findings.Select(f => f.Sentence));
}

/// <summary>"Is everyone on the right modules?", asked of a cohort: the enrolled of a programme in a session year and a year of the programme.</summary>
public sealed class CohortQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<CheckedStudentRow> Sorts = Sorting<CheckedStudentRow>.WithKey(r => r.PersonId).By("name", r => r.Name).By("number", r => r.StudentNumber)
        .By("programme", r => r.Programme).By("stage", r => r.YearOfProgramme).By("credits", r => r.Credits).By("findings", r => r.Findings.Count, descendingFirst: true);

    /// <summary>Search: name or number. Filters: <c>year</c> (session year, the newest when not chosen), <c>programme</c>, <c>stage</c>, <c>state</c> (right, wrong, or the code of a finding).</summary>
    public async Task<TablePage<CheckedStudentRow>> CheckAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if ((query.Filter("year") ?? await NewestYearAsync(db, ct)) is not { } year)
        {
            return new TablePage<CheckedStudentRow>([], 0, 1, query.Size);
        }

        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See));
        if (query.Filter("programme") is { } code)
        {
            programmes = programmes.Where(p => p.Code == code);
        }

        var reached = programmes.Select(p => p.Id);
        var sessions = db.Set<CourseSession>().AsNoTracking().Where(s => s.SessionYear == year && s.Engagement.Status == EngagementStatus.Enrolled && reached.Contains(s.Engagement.ProgrammeId) && s.Engagement.ProgrammeVersion.Structure != null);
        if (int.TryParse(query.Filter("stage"), out var stage))
        {
            sessions = sessions.Where(s => s.YearOfProgramme == stage);
        }

        if (query.Search.Length > 0)
        {
            sessions = sessions.Where(s => EF.Functions.Like(s.Engagement.Person.StudentNumber, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(s.Engagement.Person.FamilyName, SearchPattern.StartingWith(query.Search), SearchPattern.Escape));
        }

        var rows = await CohortReading.RowsAsync(db, sessions, ct);
        return query.Filter("state") switch
        {
            null => rows.ToPage(query, Sorts),
            "right" => rows.Where(r => r.Findings.Count == 0).ToList().ToPage(query, Sorts),
            "wrong" => rows.Where(r => r.Findings.Count > 0).ToList().ToPage(query, Sorts),
            var finding => rows.Where(r => r.Findings.Any(f => f.Code == finding)).ToList().ToPage(query, Sorts),
        };
    }

    /// <summary>Codes of programmes whose structure is known, and session years with anybody in them, newest first.</summary>
    public async Task<(IReadOnlyList<string> Programmes, IReadOnlyList<string> Years)> ChoicesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return (
            await db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See)).Where(p => p.Versions.Any(v => v.Structure != null)).Select(p => p.Code).OrderBy(c => c).ToListAsync(ct),
            await db.Set<CourseSession>().Select(s => s.SessionYear).Distinct().OrderByDescending(y => y).ToListAsync(ct));
    }

    private static Task<string?> NewestYearAsync(RegistryDbContext db, CancellationToken ct) =>
        db.Set<CourseSession>().OrderByDescending(s => s.Start).Select(s => s.SessionYear).FirstOrDefaultAsync(ct);
}
