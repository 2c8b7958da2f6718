using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Finds the people that lines about holds name, within reach, with their open holds.</summary>
internal sealed class PeopleOfLines
{
    public static readonly BulkColumn Office = new("office", $"Who owns the hold: {string.Join(", ", HoldOwners.All)}.", IsNeeded: true);

    private readonly Dictionary<string, Person> people;
    private readonly List<Hold> holds;

    private PeopleOfLines(Dictionary<string, Person> people, List<Hold> holds)
    {
        this.people = people;
        this.holds = holds;
    }

    public IReadOnlyCollection<long> Ids => [.. people.Values.Select(p => p.Id)];

    public static async Task<PeopleOfLines> LoadAsync(RegistryDbContext db, IReadOnlyList<BulkLine> lines, Reach reach, CancellationToken ct)
    {
        var numbers = lines.Select(l => l[EngagementsOfLines.Student.Name]).OfType<string>().Distinct().ToArray();
        var people = await db.Set<Person>().Where(p => numbers.Contains(p.StudentNumber)).Within(db, reach).ToDictionaryAsync(p => p.StudentNumber, ct);
        var ids = people.Values.Select(p => p.Id).ToArray();
        return new PeopleOfLines(people, await db.Set<Hold>().Where(h => ids.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct));
    }

    public Person? Find(BulkLine line) => people.GetValueOrDefault(line[EngagementsOfLines.Student.Name] ?? "");

    public static Refusal Unknown(BulkLine line) =>
        new("STUDENT_UNKNOWN", $"There is no student {line[EngagementsOfLines.Student.Name]}, or your roles do not reach them.", "Bulk change", EngagementsOfLines.Student.Name);

    /// <summary>The office's open holds on the person.</summary>
    public IReadOnlyList<Hold> Open(Person person, string? office) => [.. holds.Where(h => h.PersonId == person.Id && h.Source == office && h.IsOpen)];

    /// <summary>A hold placed in this unit of work.</summary>
    public void Placed(Hold hold) => holds.Add(hold);

    /// <summary>The offices that the lines name and the caller does not act for.</summary>
    public static IReadOnlyList<Refusal> Denied(Caller caller, IEnumerable<IReadOnlyDictionary<string, string>> lines) =>
        [.. lines.Select(l => l.GetValueOrDefault(Office.Name) ?? "").Distinct().Where(HoldOwners.IsOffice).Order(StringComparer.Ordinal).Select(o => HoldOwners.Denied(caller, o)).OfType<Refusal>().Select(r => r with { Field = "File" })];

    /// <summary>What is wrong with the line's office.</summary>
    public static IEnumerable<Refusal> OfficeFaults(BulkLine line)
    {
        if (!HoldOwners.IsOffice(line[Office.Name] ?? ""))
        {
            yield return new("OFFICE_UNKNOWN", $"“{line[Office.Name]}” places no holds; there is {string.Join(", ", HoldOwners.All)}.", "Hold owners", Office.Name);
        }
    }
}
