using System.Globalization;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Benchmarks.Hesa;

/// <summary>
/// A return of so many students in the order of its keys: a catalogue of 300 courses and 3,000 modules, and for each student about
/// 25 entities with 130 fields. The next year's differs in eight of a hundred entities. The same in every run.
/// </summary>
internal sealed class ReturnGenerator(CollectionDefinition collection, int students, bool isNext)
{
    private const int Courses = 300;
    private const int Modules = 3_000;
    private const int InThousand = 80;

    public IEnumerable<ReturnEntity> Entities()
    {
        var all = Catalogue().Concat(Enumerable.Range(0, students).SelectMany(Student)).Append(One(null, "Venue", 0, "MAIN"));
        return all;
    }

    private IEnumerable<ReturnEntity> Catalogue()
    {
        foreach (var (entity, count, children) in ((string, int, string[])[])
            [("Course", Courses, ["CourseReference", "CourseRole"]), ("Module", Modules, ["ModuleCostCentre", "ModuleSubject"]), ("Qualification", Courses, ["AwardingBodyRole", "QualificationSubject"])])
        {
            for (var i = 0; i < count; i++)
            {
                var root = One(null, entity, i, i.ToString("00000", CultureInfo.InvariantCulture));
                yield return root;
                foreach (var child in children)
                {
                    yield return One(root, child, i, "1");
                }
            }
        }

        yield return One(null, "SessionYear", 0, "2024-25");
    }

    private IEnumerable<ReturnEntity> Student(int number)
    {
        var student = One(null, "Student", number, number.ToString("00000000000000000", CultureInfo.InvariantCulture));
        yield return student;
        if (number % 6 == 0)
        {
            yield return One(student, "Disability", number, "51");
        }

        var engagement = One(student, "Engagement", number, "1");
        yield return engagement;
        var entry = One(engagement, "EntryProfile", number, null);
        yield return entry;
        for (var i = 0; i < 2; i++)
        {
            var award = One(entry, "EntryQualificationAward", number + i, $"{number}-{i}");
            yield return award;
            yield return One(award, "EntryQualificationSubject", number + i, "100366");
        }

        for (var year = 1; year <= 2; year++)
        {
            var session = One(engagement, "StudentCourseSession", number + year, $"202{year}-2{year + 1}");
            yield return session;
            yield return One(session, "FundingAndMonitoring", number + year, null);
            yield return One(session, "FundingBody", number, "5016");
            for (var module = 0; module < 5; module++)
            {
                yield return One(session, "ModuleInstance", (number * 7) + module, $"{year}-{module}");
            }

            yield return One(session, "ReferencePeriodStudentLoad", number + year, "01");
            yield return One(session, "StudyLocation", number + year, "1");
        }
    }

    // Every field of the entity that a return commonly has, filled from the number; the next year says some otherwise.
    private ReturnEntity One(ReturnEntity? parent, string entity, int number, string? key)
    {
        var definition = collection[entity];
        var fields = new FieldSet(definition);
        var isChanged = isNext && IsChanged(entity, number);
        foreach (var field in definition.Fields.Take(9))
        {
            fields.Put(field.Index, definition.IsKey(field) && field.Index == 0 ? key : Value(field, isChanged && !definition.IsKey(field) ? number + 1 : number), 1);
        }

        return ReturnEntity.Under(parent, fields) with { SourceKind = "Person", SourceId = number };
    }

    // stable from run to run, unlike HashCode
    private static bool IsChanged(string entity, int number)
    {
        var mixed = unchecked(((uint)number * 2654435761u) ^ ((uint)entity.Length * 40503u));
        return (mixed >> 8) % 1_000 < InThousand;
    }

    private static string Value(FieldDefinition field, int number)
    {
        if (field.Codes.Count > 0)
        {
            return field.Codes.Keys.ElementAt(number % field.Codes.Count);
        }

        var value = OfItsType(field, number);
        return value.Length <= field.Length ? value : value[..field.Length];
    }

    private static string OfItsType(FieldDefinition field, int number) => field.Type switch
    {
        FieldType.Date => new DateOnly(2000, 1, 1).AddDays(number % 9_000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.Year => "2024",
        FieldType.Integer => (number % 1_000).ToString(CultureInfo.InvariantCulture),
        FieldType.Decimal => $"{(number % 100).ToString(CultureInfo.InvariantCulture)}.0",
        FieldType.Postcode => "AB1 2CD",
        FieldType.Ukprn => "10099999",
        FieldType.Text => $"Some words of {number.ToString(CultureInfo.InvariantCulture)}",
        _ => (number % 90 + 10).ToString(CultureInfo.InvariantCulture),
    };
}
