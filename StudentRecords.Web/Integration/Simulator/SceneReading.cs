using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Chooses whom a term is about: a query of the record for those who are there, and names for those who come.</summary>
internal static class SceneReading
{
    private const int Sponsored = 5;
    private const int Researchers = 8;
    private static readonly string[] Family = ["Abernethy", "Bakshi", "Carmichael", "Duarte", "Eze", "Farquhar", "Grzelak", "Hadid", "Iwu", "Jankowska", "Kaplan", "Lindqvist"];
    private static readonly string[] Given = ["Aroha", "Bryn", "Chidi", "Dilys", "Emeka", "Freya", "Gareth", "Hina"];

    /// <exception cref="InvalidOperationException">The record has no mark rule, so that no module could run.</exception>
    public static async Task<Scene> ReadAsync(IServiceProvider services, TermSetting setting, DateOnly today, CancellationToken ct)
    {
        var dice = new Random(setting.Seed);
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        var rule = await db.Set<MarkRule>().AsNoTracking().OrderByDescending(r => r.Code).Select(r => r.Code).FirstOrDefaultAsync(ct)
            ?? throw new InvalidOperationException("The record has no rule of marking yet; seed the demo institution first.");
        var enrolled = await db.Set<Engagement>().AsNoTracking().Where(e => e.Status == EngagementStatus.Enrolled).OrderBy(e => e.Person.StudentNumber)
            .Select(e => new EnrolledStudent(e.Person.StudentNumber, e.PersonId, e.Programme.Code)).ToListAsync(ct);
        var students = enrolled.DistinctBy(s => s.PersonId).ToArray();
        dice.Shuffle(students);
        var documents = await db.Set<FiledDocument>().AsNoTracking().Where(d => d.State == FilingState.Archived).OrderBy(d => d.Key).Select(d => new { d.Key, d.ArchiveVersion }).Take(10).ToListAsync(ct);
        return new Scene
        {
            Mark = setting.Mark, Today = today, Rule = rule, Dice = dice,
            Students = [.. students.Take(setting.Students)],
            Newcomers = [.. Enumerable.Range(0, setting.Newcomers).Select(i => Newcomer(i, setting.Mark, dice))],
            Documents = [.. documents.Select(d => (d.Key, d.ArchiveVersion))],
        };
    }

    private static Newcomer Newcomer(int i, string mark, Random dice)
    {
        var isResearcher = i % Researchers == Researchers - 1;
        var isSponsored = !isResearcher && i % Sponsored == Sponsored - 1;
        // the mark in the name keeps people of two runs apart, who would otherwise be taken for the same
        return new Newcomer(isResearcher ? "CRM" : "UCAS", $"{mark}P{i:000}", $"{Family[dice.Next(Family.Length)]}-{mark[1..]}{i:00}", Given[dice.Next(Given.Length)],
            new DateOnly(2004, 1, 1).AddDays(dice.Next(1200)), isSponsored, isResearcher, isResearcher || isSponsored ? null : $"{mark[^8..]}{i:000}K");
    }
}
