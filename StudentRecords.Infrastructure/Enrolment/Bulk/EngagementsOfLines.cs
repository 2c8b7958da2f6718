using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Finds the engagements that lines are about: by student number, and by engagement number where a student has several.</summary>
internal sealed class EngagementsOfLines
{
    public static readonly BulkColumn Student = new("student", "Student number, such as 00012345.", IsNeeded: true);
    public static readonly BulkColumn Number = new("engagement", "Engagement number (NUMHUS), where the student has several.");

    private readonly ILookup<string, Engagement> byStudent;
    private readonly Reach reach;

    private EngagementsOfLines(IEnumerable<Engagement> engagements, Reach reach)
    {
        byStudent = engagements.ToLookup(e => e.Person.StudentNumber);
        this.reach = reach;
    }

    public static async Task<EngagementsOfLines> LoadAsync(RegistryDbContext db, IReadOnlyList<BulkLine> lines, Reach reach, CancellationToken ct)
    {
        var numbers = lines.Select(l => l[Student.Name]).OfType<string>().Distinct().ToArray();
        var people = await db.Set<Domain.Students.Person>().Where(p => numbers.Contains(p.StudentNumber)).Select(p => p.Id).ToArrayAsync(ct);
        return new EngagementsOfLines(await StepTaking.Whole(db).Where(e => people.Contains(e.PersonId)).ToListAsync(ct), reach);
    }

    /// <summary>The one that is meant, or why it cannot be said.</summary>
    public Outcome<Engagement> Find(BulkLine line)
    {
        var reached = byStudent[line[Student.Name] ?? ""].Where(e => reach.Covers(e.Programme.Faculty, e.Programme.Code)).ToList();
        if (reached.Count == 0)
        {
            return Outcome<Engagement>.Refused("STUDENT_UNKNOWN", $"There is no student {line[Student.Name]} with an engagement, or your roles do not reach them.", "Bulk change");
        }

        if (line[Number.Name] is { } number)
        {
            return reached.Find(e => e.Numhus == number) is { } named ? named
                : Outcome<Engagement>.Refused("ENGAGEMENT_UNKNOWN", $"The student has no engagement {number}; there is {string.Join(", ", reached.Select(e => e.Numhus))}.", "Bulk change");
        }

        var open = reached.Where(e => e.IsOpen).ToList();
        return reached.Count == 1 ? reached[0] : open.Count == 1 ? open[0]
            : Outcome<Engagement>.Refused("WHICH_ENGAGEMENT", $"The student has several engagements; name one of {string.Join(", ", reached.Select(e => e.Numhus))}.", "Bulk change");
    }
}
