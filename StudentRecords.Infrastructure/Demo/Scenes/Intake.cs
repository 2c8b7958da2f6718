using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.People;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Somebody of an intake: what is planned, and the rows that it has become.</summary>
internal sealed record IntakeMember(PlannedStudent Planned, StudyPlan Plan, Engagement Engagement);

/// <summary>An intake from application to enrolment.</summary>
internal sealed class Intake(RegistryDbContext db, InstitutionProfile institution, TimeProvider clock, PlannedProgramme programme, int entry)
{
    private readonly List<IntakeMember> members = [];

    public IReadOnlyList<IntakeMember> Members => members;

    /// <summary>August: admissions hands everybody over and identity has been checked.</summary>
    public async Task ApplyAsync(Programme row, int size, long firstNumber, long firstSid, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Admissions, "HandOverApplicants", $"Confirmation and Clearing {entry}, {programme.Code}", new DateOnly(entry, 8, 22));
        for (var i = 0; i < size; i++)
        {
            var planned = StudentPlanner.Plan(programme.Code, entry, i + 1);
            var plan = new StudyPlanner(programme, planned).Plan();
            var person = Person(planned, firstNumber + i, firstSid + i);
            var application = Application(planned, person);
            var start = DemoYears.Begins(entry);
            var engagement = new Engagement(person, row, row.Newest!, $"{person.StudentNumber}-1", start, new DateOnly(entry + programme.Years, programme.Years == 1 ? 9 : 6, 30), Mode(planned), act.At);
            var check = new IdentityVerification(person, $"{person.StudentNumber}-V1", act.At);
            check.Receive(VerificationState.Passed, 1, 88 + Dice.Of(planned.Key, "check").Roll(12), $"https://verify.example/cases/{person.StudentNumber}-V1", act.At.AddDays(1));
            var profile = new EntryProfile(engagement);
            profile.Describe(planned.AtEntry);
            var declaration = new EqualityDeclaration(person);
            declaration.Declare(planned.Ethnicity, planned.Religion, "99", Dice.Of(planned.Key, "gender").Chance(0.02) ? "02" : "01", planned.Disabilities);
            db.AddRange(person, application, engagement, check, profile, declaration);
            members.Add(new IntakeMember(planned, plan, engagement));
        }

        await db.SaveAsync(act, ct);
    }

    /// <summary>Welcome week: everybody's enrolment is confirmed and the years before the record's first are put in as sessions.</summary>
    public async Task EnrolAsync(CancellationToken ct)
    {
        var day = DemoYears.Begins(entry);
        var act = clock.Act(DemoActors.Officer, "ConfirmEnrolment", "Welcome week: identity documents seen", day);
        foreach (var member in members)
        {
            member.Engagement.Confirm(identityVerified: true, [], day, act.At);
            for (var year = entry; year < DemoYears.First; year++)
            {
                member.Engagement.SessionFor(DemoYears.Begins(year)).EndOn(new DateOnly(year + 1, 7, 31), "04");
            }
        }

        await db.SaveAsync(act, ct);
    }

    private Person Person(PlannedStudent planned, long number, long sid)
    {
        var day = new DateOnly(entry, 8, 22);
        var person = new Person(StudentNumber.Mint(number), planned.Name, planned.Details.DateOfBirth);
        person.Describe(planned.Details);
        person.Identify("CRM", IdentifierKinds.SystemId, planned.Key, new DateOnly(entry - 1, 11, 1));
        person.Identify("HESA", IdentifierKinds.Sid, Sid.Mint(entry, institution.Ukprn, sid).Value, day);
        person.Identify("VLE", IdentifierKinds.SystemId, $"u{number.ToString(CultureInfo.InvariantCulture)}", day);
        if (!planned.IsInternational)
        {
            person.Identify("LRS", IdentifierKinds.Uln, Numbers.Uln(number), day);
            person.Identify("SLC", IdentifierKinds.SupportNumber, Numbers.SupportNumber(number, entry), day);
        }

        if (planned.AtEntry.UcasScheme is not null)
        {
            person.Identify("UCAS", IdentifierKinds.UcasPersonalId, (1_400_000_000 + number).ToString(CultureInfo.InvariantCulture), day);
        }

        return person;
    }

    private Application Application(PlannedStudent planned, Person person)
    {
        var application = new Application(person, planned.AtEntry.UcasScheme is null ? "CRM" : "UCAS", planned.Key, programme.Code, DemoYears.Begins(entry));
        application.Advance(ApplicationStage.Accepted, 4);
        application.HandOver();
        return application;
    }

    private static string Mode(PlannedStudent planned) => planned.Programme.StartsWith("MSC", StringComparison.Ordinal) ? "01" : Dice.Of(planned.Key, "mode").Chance(0.03) ? "31" : "01";
}
