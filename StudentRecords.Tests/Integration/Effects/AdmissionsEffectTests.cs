using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F005 and F045 before anybody is expected: applications, their stages, clearing choices, and results under embargo, as the record's own questions answer.</summary>
public sealed class AdmissionsEffectTests : IAsyncLifetime
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.RegistryOfficer);
    private static readonly DateTimeOffset Release = new(2024, 8, 15, 7, 0, 0, TimeSpan.Zero);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("UCAS");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ApplicationRecorded_MakesThePerson_WithTheApplication_AndOneWithoutDetailsWaits()
    {
        await scene.SaidAsync("F005", "ApplicationRecorded", "A-1", Admissions());
        Assert.Equal(("CRM", "A-1", scene.Programme.Code, ApplicationStage.Received), Row(await ApplicationsAsync()));
        Assert.Equal("Okafor", (await scene.Registry.Get<RecordQueries>().OverviewAsync(await PersonAsync(), Officer))!.FamilyName);
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F005", "ApplicationRecorded", "A-2", new { application = "A-2", applicant = new { system = "CRM", id = "C2" }, programme = scene.Programme.Code, entryOn = "2024-10-01" })).State);
    }

    [Fact]
    [ChangesTheRecord("F005")]
    public async Task OfferIssued_BringsTheApplicationOn_AndAnOlderOneDoesNotBringItBack()
    {
        await scene.SaidAsync("F005", "ApplicationRecorded", "A-1", Admissions());
        await scene.SaidAsync("F005", "OfferIssued", "A-1", Admissions(), 3);
        Assert.Equal(ApplicationStage.Offered, (await ApplicationsAsync()).Single().Stage);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F005", "ApplicationRecorded", "A-1", Admissions(), 2)).State);
        Assert.Equal(ApplicationStage.Offered, (await ApplicationsAsync()).Single().Stage);
    }

    [Theory]
    [InlineData(true, ApplicationStage.Accepted)]
    [InlineData(false, ApplicationStage.Declined)]
    [RefusedOnArrival("F005")]
    public async Task AdmissionDecision_SaysWhetherTheApplicantComes_AndOneWithoutAProgrammeBreaksTheContract(bool accepted, ApplicationStage stage)
    {
        await scene.SaidAsync("F005", "ApplicationRecorded", "A-1", Admissions());
        await scene.SaidAsync("F005", "AdmissionDecisionRecorded", "A-1", Admissions(accepted), 2);
        Assert.Equal(stage, (await ApplicationsAsync()).Single().Stage);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F005", "AdmissionDecisionRecorded", "A-1", new { application = "A-1", applicant = new { system = "CRM", id = "C1" }, programme = "", entryOn = "2024-10-01" }, 3)).Code);
    }

    [Fact]
    public async Task OfferReply_ThatDeclines_EndsTheApplication_AndOneOfAnUnknownApplicationWaits()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        await scene.SaidAsync("F045", "OfferReplyRecorded", "C1/2024/1/reply", new { application = "C1/2024/1", accepted = false }, 2);
        Assert.Equal(("UCAS", "C1/2024/1", scene.Programme.Code, ApplicationStage.Declined), Row(await ApplicationsAsync()));
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F045", "OfferReplyRecorded", "C9/reply", new { application = "C9/2024/1", accepted = false }, 2)).State);
    }

    [Fact]
    public async Task ApplicationCancelled_KeepsItsHistory_AndAnOlderWordIsStale()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F045", "ApplicationCancelled", "C1/2024/1/end", new { application = "C1/2024/1" }, 2)).State);
        await scene.SaidAsync("F045", "ApplicationCancelled", "C1/2024/1/end", new { application = "C1/2024/1" }, 4);
        Assert.Equal(ApplicationStage.Cancelled, (await ApplicationsAsync()).Single().Stage);
    }

    [Fact]
    [ChangesTheRecord("F045")]
    [RefusedOnArrival("F045")]
    public async Task ClearingChoice_IsAnotherApplicationOfTheSamePerson_AndOneWithoutANameBreaksTheContract()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        await scene.SaidAsync("F045", "ClearingChoiceAdded", "C1/2024/9", Choice("C1/2024/9"));
        Assert.Equal(["C1/2024/1", "C1/2024/9"], (await ApplicationsAsync()).Select(a => a.Key));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F045", "ClearingChoiceAdded", "C1/2024/8", new { application = "C1/2024/8", applicant = new { system = "UCAS", id = "C1" }, programme = "X", entryOn = "2024-10-01", details = new { familyName = "", givenNames = "Chidi" } })).Code);
    }

    [Fact]
    public async Task ChoiceThatWasSubstituted_IsOfTheNewProgramme_ByTheCodeThatUcasHasForIt()
    {
        var other = await scene.Registry.Given.ProgrammeAsync("BSC-TWO");
        await scene.Registry.SaveAsync(db => db.Add(new Domain.Curriculum.ProgrammeReference(other, new DateOnly(2020, 9, 1), "03", "G400")));
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        await scene.SaidAsync("F045", "ApplicantDetailsAmended", "C1/2024/1", Choice("C1/2024/1", "G400"), 2);
        Assert.Equal("BSC-TWO", (await ApplicationsAsync()).Single().ProgrammeCode);
    }

    [Fact]
    public async Task Results_AreShownToNobodyBeforeTheirRelease_AndThenToWhoSeesEnrolments()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        await scene.SaidAsync("F045", "QualificationResultsReceived", "C1/results/2024-06", Results("A"));
        var person = await PersonAsync();
        Assert.Empty((await ResultsAsync(person)).Results);
        Assert.Equal([new EmbargoedSitting("2024-06", Release)], (await ResultsAsync(person)).Embargoed);
        Assert.Empty((await scene.Registry.Get<AdmissionQueries>().ResultsAsync(person, TestRegistry.Caller(Role.ProgrammeAdministrator))).Embargoed);
        var message = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Type == "QualificationResultsReceived").Select(m => m.Id).SingleAsync());
        Assert.Null((await MessageAsync(message)).Raw);
        Assert.DoesNotContain("Mathematics", await SubjectAsync(person), StringComparison.Ordinal);

        scene.Registry.Clock.Advance(Release - scene.Registry.Clock.Now);

        Assert.Equal([("2024-06", "Mathematics", "A", 2024)], (await ResultsAsync(person)).Results.Select(r => (r.Sitting, r.Subject, r.Grade, r.Year)));
        Assert.Empty((await ResultsAsync(person)).Embargoed);
        Assert.NotNull((await MessageAsync(message)).Raw);
        Assert.Contains("Mathematics", await SubjectAsync(person), StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<AdmissionQueries>().ResultsAsync(person, TestRegistry.Caller(Role.Marker)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<AdmissionQueries>().ApplicationsAsync(person, TestRegistry.Caller(Role.Marker)));
    }

    [Fact]
    public async Task CorrectedResults_TakeThePlaceOfTheEarlier_AndLateOnesOfAnOlderVersionAreStale()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        scene.Registry.Clock.Advance(Release.AddDays(20) - scene.Registry.Clock.Now);
        await scene.SaidAsync("F045", "QualificationResultsReceived", "C1/results/2024-06", Results("B"), 2);
        await scene.SaidAsync("F045", "QualificationResultsReceived", "C1/results/2024-06", Results("A"), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F045", "QualificationResultsReceived", "C1/results/2024-06", Results("C"))).State);
        Assert.Equal([("A", 3L, "B")], (await ResultsAsync(await PersonAsync())).Results.Select(r => (r.Grade, r.Version, r.EarlierGrade)));
    }

    [Fact]
    public async Task Results_OfSomebodyWhoIsNotKnown_Wait_AndWithoutAReleaseBreakTheContract()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F045", "QualificationResultsReceived", "C1/results/2024-06", Results("A"))).State);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F045", "QualificationResultsReceived", "C1/results/2024-01", new { applicant = new { system = "UCAS", id = "C1" }, sitting = "2024-01", results = new[] { new { type = "P41", subject = "Art", year = 2024 } } })).Code);
        await scene.SaidAsync("F045", "UcasApplicationReceived", "C1/2024/1", Choice("C1/2024/1"));
        Assert.Single((await ResultsAsync(await PersonAsync())).Embargoed);
    }

    private object Admissions(bool? accepted = null) => new
    {
        application = "A-1", applicant = new { system = "CRM", id = "C1" }, programme = scene.Programme.Code, entryOn = "2024-10-01", accepted, details = new { familyName = "Okafor", givenNames = "Chidi", dateOfBirth = "2005-02-03" },
    };

    private object Choice(string application, string? programme = null) => new
    {
        application, applicant = new { system = "UCAS", id = "C1" }, programme = programme ?? scene.Programme.Code, entryOn = "2024-10-01", details = new { familyName = "Okafor", givenNames = "Chidi", dateOfBirth = "2005-02-03" },
    };

    private static object Results(string grade) => new
    {
        applicant = new { system = "UCAS", id = "C1" }, sitting = "2024-06", releaseAt = Release, results = new[] { new { type = "P41", subject = "Mathematics", grade, year = 2024, awardingBody = "AQA" } },
    };

    private static (string, string, string, ApplicationStage) Row(IReadOnlyList<ApplicationRow> rows) => Assert.Single(rows) is var row ? (row.Source, row.Key, row.ProgrammeCode, row.Stage) : default;

    private async Task<IReadOnlyList<ApplicationRow>> ApplicationsAsync() => await scene.Registry.Get<AdmissionQueries>().ApplicationsAsync(await PersonAsync(), Officer);

    private Task<EntryResults> ResultsAsync(long person) => scene.Registry.Get<AdmissionQueries>().ResultsAsync(person, Officer);

    private async Task<InboxDetail> MessageAsync(long id) => (await scene.Registry.Get<MessageQueries>().InboxAsync(id, TestRegistry.Caller(Role.IntegrationOperator)))!;

    private async Task<string> SubjectAsync(long person)
    {
        await using var db = scene.Registry.CreateDbContext();
        return string.Join('\n', (await SubjectRecord.ReadAsync(db, person, scene.Registry.Clock.Now, default)).SelectMany(p => p.Rows).SelectMany(r => r).Select(v => $"{v.Name} {v.Value}"));
    }

    private Task<long> PersonAsync() => scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Value == "C1").Select(i => i.PersonId).SingleAsync());
}
