using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F005 and F045 of somebody whose details are the registry's: the application is taken, the record of the person stands, and the registry is asked.</summary>
public sealed class OwnedDetailsTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("UCAS", "CRM", "WELL");
        record = new RecordAsked(scene.Registry);
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F005", "ApplicationRecorded", "CRM")]
    [InlineData("F045", "UcasApplicationReceived", "UCAS")]
    public async Task WhoIsEnrolled_KeepsTheRecord_WhileTheApplicationIsTaken_AndTheRegistryIsAsked(string flow, string type, string source)
    {
        await Hub.SaidAsync(flow, type, "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi", dateOfBirth = "2000-01-02", legalSex = "12", nationality = "NG", email = "new@post.example", homePostcode = "ZZ1 1ZZ", homeCountry = "NG" }));
        var person = await PersonAsync();
        Assert.Equal(("Achebe", "Ngozi", new DateOnly(2001, 4, 23), "99"), (person.FamilyName, person.GivenNames, person.DateOfBirth!.Value, person.LegalSex));
        Assert.Equal((null, null, null, null), (person.Nationality, person.Email, person.HomePostcode, person.HomeCountry));
        Assert.Equal((source, "A-1"), Assert.Single(await scene.Registry.Get<AdmissionQueries>().ApplicationsAsync(Student, TestRegistry.Caller(Role.RegistryOfficer))) is var a ? (a.Source, a.Key) : default);

        var asked = Assert.Single((await record.SupportAsync(Student)).Interventions);
        Assert.Equal((InterventionKind.DataCorrection, InterventionState.Open, source, "Registry"), (asked.Kind, asked.State, asked.Source, asked.Owner));
        Assert.Equal($"{source} says otherwise of the family name, date of birth, legal sex, nationality, e-mail, home postcode and home country; the record stays as it is. What was said is in message m1 of {flow}", asked.Summary);
        var line = Assert.Single(await RefusedAsync());
        Assert.Equal((source, nameof(InboxMessage), $"{flow}/m1"), (line.Actor, line.SubjectKind, line.CauseReference));
        Assert.StartsWith("The family name, date of birth, legal sex, nationality, e-mail, home postcode and home country of who is or was enrolled: the registry's", line.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", line.Reason + line.Changes + asked.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsTheSameButForItsSpelling_OrIsNotSaid_AsksNothing()
    {
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Told("A-1", new { familyName = "ACHEBE", givenNames = " Ngozi ", dateOfBirth = "2001-04-23", legalSex = "99", ethnicity = "997", disabilities = new[] { "95" } }));
        await Hub.SaidAsync("F005", "ApplicationRecorded", "A-2", Told("A-2", new { familyName = "Nobody", givenNames = "Known", nameIsInvented = true }));
        Assert.Empty((await record.SupportAsync(Student)).Interventions);
        Assert.Empty(await RefusedAsync());
        Assert.Equal("Achebe", (await PersonAsync()).FamilyName);
    }

    [Fact]
    public async Task AmendmentAlone_OfWhoIsEnrolled_ChangesNothing_AndIsAskedOnceInTheSameWords()
    {
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Told("A-1", new { familyName = "Achebe", givenNames = "Ngozi" }));
        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi" }), 2);
        var asked = Assert.Single((await record.SupportAsync(Student)).Interventions);
        Assert.Empty((await scene.Registry.Get<InterventionService>().CloseAsync(new ActOnIntervention { Id = asked.Id, Version = asked.Version, Text = "The student keeps the name." }, scene.Registry.As(Role.RegistryOfficer))).Refusals);

        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "A-1", Told("A-1", new { familyName = "OKAFOR", givenNames = "Ngozi" }), 3);
        Assert.Equal([InterventionState.Closed], (await record.SupportAsync(Student)).Interventions.Select(i => i.State));
        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "A-1", Told("A-1", new { familyName = "Okafor-Obi", givenNames = "Ngozi" }), 4);
        Assert.Equal([InterventionState.Open, InterventionState.Closed], (await record.SupportAsync(Student)).Interventions.Select(i => i.State));
        Assert.Equal(3, (await RefusedAsync()).Count);
        Assert.Equal("Achebe", (await PersonAsync()).FamilyName);
    }

    [Fact]
    public async Task DisabilityDeclaredAnew_IsAQuestionOfItsOwn_ThatDoesNotSayWhat()
    {
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi", ethnicity = "160", disabilities = new[] { "51" } }));
        Assert.Empty(await scene.Registry.ReadAsync(db => db.Set<EqualityDeclaration>().ToListAsync()));
        Assert.Empty(await Hub.ToldAsync("F053", "DisabilityDeclared"));
        var asked = (await record.SupportAsync(Student)).Interventions.Select(i => i.Summary).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["UCAS brings another equality declaration; the record stays as it is. Who may see such data reads message m1 of F045", "UCAS says otherwise of the family name; the record stays as it is. What was said is in message m1 of F045"], asked);
        var line = Assert.Single(await RefusedAsync());
        Assert.StartsWith("The family name and equality declaration of who is or was enrolled", line.Reason, StringComparison.Ordinal);

        // the same words again are known, another disability beside the first is not
        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi", ethnicity = "160", disabilities = new[] { "51" } }), 2);
        Assert.Equal(2, (await record.SupportAsync(Student)).Interventions.Count);
        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi", ethnicity = "160", disabilities = new[] { "55", "51" } }), 3);
        Assert.Equal(3, (await record.SupportAsync(Student)).Interventions.Count);
    }

    [Theory]
    [InlineData(EnrolmentStep.Defer)]
    [InlineData(EnrolmentStep.NoShow)]
    [InlineData(null)]
    public async Task WhoHasNeverBeenEnrolled_IsRenamedAndDescribed_AsAdmissionsOwnsProspects(EnrolmentStep? step)
    {
        var prospect = await scene.AcceptedAsync();
        if (step is { } taken)
        {
            await scene.TakeAsync(prospect, taken, new DateOnly(2023, taken == EnrolmentStep.NoShow ? 11 : 9, 20), newStart: taken == EnrolmentStep.Defer ? new DateOnly(2024, 10, 1) : null);
        }

        var who = new { system = "SIS", id = prospect.Person.StudentNumber };
        await Hub.SaidAsync("F005", "ApplicationRecorded", "P-1", Told("P-1", new { familyName = "Lovelace", givenNames = "Ada", email = "ada@post.example", disabilities = new[] { "51" } }, who));
        var person = await PersonAsync(prospect.PersonId);
        Assert.Equal(("Lovelace", "ada@post.example"), (person.FamilyName, person.Email));
        Assert.Equal("51", (await scene.Registry.ReadAsync(db => db.Set<EqualityDeclaration>().SingleAsync())).Disabilities);
        Assert.DoesNotContain(InterventionKind.DataCorrection, (await record.SupportAsync(prospect.PersonId)).Interventions.Select(i => i.Kind));
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public async Task Returner_WithANewName_GetsTheNewPlace_AndKeepsTheNameUntilTheRegistryDecides()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        scene.Registry.Clock.Advance(TimeSpan.FromDays(365 * 4));
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "R-1", Told("R-1", new { familyName = "Okafor", givenNames = "Ngozi" }));
        await Hub.SaidAsync("F005", "ApplicantHandedOver", "R-1/handover", new { application = "R-1", applicant = Hub.Who, programme = Hub.Programme.Code, entryOn = "2027-10-01" });
        Assert.Equal(2, (await record.EngagementsAsync(Student)).Count);
        await Hub.SaidAsync("F005", "ApplicationRecorded", "R-2", Told("R-2", new { familyName = "Okafor", givenNames = "Ngozi" }));
        Assert.Equal("Achebe", (await PersonAsync()).FamilyName);
        Assert.Equal(["CRM", "UCAS"], (await record.SupportAsync(Student)).Interventions.Where(i => i.Kind == InterventionKind.DataCorrection).Select(i => i.Source).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OlderWordOfAdmissions_ChangesNobody_AndAsksNobody()
    {
        await Hub.SaidAsync("F005", "OfferIssued", "A-1", Told("A-1", new { familyName = "Achebe", givenNames = "Ngozi" }), 3);
        Assert.Equal(InboxState.Stale, (await Hub.SayAsync("F005", "ApplicationRecorded", "A-1", Told("A-1", new { familyName = "Okafor", givenNames = "Ngozi" }), 2)).State);
        Assert.Empty((await record.SupportAsync(Student)).Interventions);
        Assert.Empty(await RefusedAsync());
    }

    [Fact]
    public void WhatIsSaidOfAName_DiffersByItsLettersOnly()
    {
        var person = new Person(StudentNumber.Mint(6_000_001), new PersonName("Ní Bhriain", "Áine", "Anya"), null);
        var details = new ApplicantDetails { FamilyName = "NÍ  BHRIAIN", GivenNames = "Aine", HomePostcode = "bt1 1aa" };
        person.Describe(new PersonDetails { HomePostcode = "BT11AA" });
        Assert.Equal(["given names"], ToldDetails.Differing(person, details.Name, details.Personal).Select(f => f.Name));
    }

    private object Told(string application, object details, object? who = null) => new { application, applicant = who ?? Hub.Who, programme = Hub.Programme.Code, entryOn = "2024-10-01", details };

    private Task<Person> PersonAsync(long? id = null) => scene.Registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == (id ?? Student)));

    private Task<List<AuditEntry>> RefusedAsync() => scene.Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Act == "RefuseChangeByOther").OrderBy(e => e.Sequence).ToListAsync());
}
