using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.People;
using StudentRecords.Infrastructure.Demo.Studies;

namespace StudentRecords.Infrastructure.Demo.Scale;

/// <summary>One student of the scale preset, as rows.</summary>
internal static class ScaleStudent
{
    public const string Prefix = "SCALE-";

    public static IEnumerable<object> Rows(ScaleCatalogue catalogue, InstitutionProfile institution, int ordinal, long number, long sid, DateTimeOffset at)
    {
        var programme = PlannedCatalogue.Programmes[ordinal % PlannedCatalogue.Programmes.Count];
        var entry = DemoYears.First + (ordinal % 3);
        var start = DemoYears.Begins(entry);
        var planned = StudentPlanner.Plan(programme.Code, entry, 10_000 + ordinal);
        var row = catalogue.Programmes[programme.Code];
        var person = Person(planned, institution, ordinal, number, sid);
        yield return person;

        var engagement = new Engagement(person, row, row.Newest!, $"{person.StudentNumber}-1", start, new DateOnly(entry + programme.Years, 6, 30), "01", at);
        engagement.Confirm(identityVerified: true, [], start, at);
        yield return engagement;

        var session = engagement.SessionFor(start);
        var marks = new MarkPlanner(programme, planned);
        foreach (var module in programme.ModulesOf(1))
        {
            var occurrence = catalogue.Occurrences[module.OccurrenceIn(entry)];
            var registration = new ModuleRegistration(engagement, session, occurrence, start.AddDays(-7), 1);
            yield return registration;
            foreach (var mark in ordinal % 10 == 0 ? marks.Plan(module, entry, 1, null).Where(m => m is { Attempt: 1, Version: 1 }) : [])
            {
                yield return new Mark(registration, occurrence.Components.First(c => c.Key == mark.Component.Key), 1, 1, mark.Score, mark.SubmittedOn, mark.IsBanked, "VLE");
            }
        }
    }

    private static Person Person(PlannedStudent planned, InstitutionProfile institution, int ordinal, long number, long sid)
    {
        var day = new DateOnly(planned.Entry, 8, 22);
        var person = new Person(StudentNumber.Mint(number), planned.Name, planned.Details.DateOfBirth);
        person.Describe(planned.Details);
        person.Identify("CRM", IdentifierKinds.SystemId, Prefix + ordinal.ToString("000000", CultureInfo.InvariantCulture), day);
        person.Identify("HESA", IdentifierKinds.Sid, Sid.Mint(planned.Entry, institution.Ukprn, sid).Value, day);
        if (!planned.IsInternational)
        {
            person.Identify("LRS", IdentifierKinds.Uln, Numbers.Uln(number), day);
        }

        return person;
    }
}
