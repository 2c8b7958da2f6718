using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F005, F045 and the desk: numbers of the loans company and of the learner register, whenever they become known.</summary>
public sealed class ToldNumbersTests : IAsyncLifetime
{
    private const string Support = "ABCD12345678P";
    private const string Other = "WXYZ12345678P";

    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("UCAS", "SLC");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SupportNumberOfWhoIsEnrolled_IsTaken_LetsTheLoansCompanysWordIn_AndTheRegistrationIsConfirmed()
    {
        Assert.Equal("UNKNOWN_REFERENCE", (await Hub.SayAsync("F050", "OverpaymentNotified", "o1", new { supportNumber = Support, notice = "o1", academicYear = "2023/24", amount = 250, noticeOn = "2024-01-05" })).Code);
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Told("A-1", new { familyName = "Achebe", givenNames = "Ngozi", supportNumber = Support }));

        Assert.Equal("o1", Assert.Single((await new RecordAsked(scene.Registry).AccountAsync(Hub.Student.Id)).Notices).Reference);
        var told = await scene.LastAsync("F049", "SlcRegistrationConfirmed");
        Assert.Equal((Hub.Student.Id, Support, Hub.Engagement.Numhus), (told.PersonId, Fields.Of(told, "supportNumber"), Fields.Of(told, "engagement")));
        await Hub.DrainAsync("SLC");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F049", "SlcRegistrationConfirmed")).State);
    }

    [Fact]
    public async Task SupportNumberThatTheDeskCorrects_IsConfirmedUnderTheNewOne_AndAnotherThatIsToldIsAsked()
    {
        Assert.Equal("NUMBER", Assert.Single((await KeyAsync(Hub.Student.Id, "ABCD12345678A")).Refusals).Code);
        Assert.Empty((await KeyAsync(Hub.Student.Id, Support)).Refusals);
        Assert.Empty((await KeyAsync(Hub.Student.Id, Other)).Refusals);
        var told = await Hub.ToldAsync("F049", "SlcRegistrationConfirmed");
        Assert.Equal([Support, Other], told.Select(m => Fields.Of(m, "supportNumber")));
        Assert.Equal($"{told[0].Key}/again/2", told[1].Key);

        await Hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Told("A-1", new { familyName = "Achebe", givenNames = "Ngozi", supportNumber = Support }));
        var asked = Assert.Single((await new RecordAsked(scene.Registry).SupportAsync(Hub.Student.Id)).Interventions);
        Assert.Equal(InterventionKind.DataCorrection, asked.Kind);
        Assert.StartsWith("UCAS says otherwise of the support number; the record stays as it is.", asked.Summary, StringComparison.Ordinal);
        Assert.Equal(Other, await HeldAsync(Hub.Student.Id));
    }

    [Fact]
    public async Task NumberOfAProspect_IsReplacedByANewerOne()
    {
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "u1/1", Applied("u1", Support));
        await Hub.SaidAsync("F045", "ApplicantDetailsAmended", "u1/1", Applied("u1", Other), 2);
        var ada = await scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.SupportNumber && i.To == null).SingleAsync());
        Assert.Equal(Other, ada.Value);
        Assert.Empty(await Hub.ToldAsync("F049", "SlcRegistrationConfirmed"));
    }

    [Fact]
    public async Task NumberThatSomebodyElseBears_IsForASteward_OrForTheSender_AndTakenFromNobody()
    {
        Assert.Empty((await KeyAsync(Hub.Student.Id, Support)).Refusals);
        var stranger = await Hub.SayAsync("F045", "UcasApplicationReceived", "u1/1", Applied("u1", Support));
        Assert.Equal((InboxState.Quarantined, "IDENTITY_AMBIGUOUS"), (stranger.State!.Value, stranger.Code));
        var identity = scene.Registry.Get<IdentityQueries>();
        var question = Assert.Single((await identity.ListAsync(new(), TestRegistry.Caller(Role.RegistryOfficer))).Rows);
        Assert.Equal([Hub.Student.StudentNumber], (await identity.FindAsync(question.MessageId, TestRegistry.Caller(Role.RegistryOfficer)))!.Candidates.Select(c => c.StudentNumber));

        var judged = await scene.Registry.Get<IdentityService>().JudgeAsync(new JudgeIdentity(question.MessageId, null), scene.Registry.As(Role.RegistryOfficer));
        Assert.Equal((InboxState.Quarantined, "NUMBER_TAKEN"), (judged.Value!.State!.Value, judged.Value.Code));
        Assert.Equal(Support, await HeldAsync(Hub.Student.Id));
    }

    private Task<Domain.Outcome> KeyAsync(long person, string number) => scene.Registry.Get<StudentService>().RecordNumberAsync(person, NumberKind.Support, number, scene.Registry.As(Role.RegistryOfficer));

    private Task<string> HeldAsync(long person) => scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.PersonId == person && i.Kind == IdentifierKinds.SupportNumber && i.To == null).Select(i => i.Value).SingleAsync());

    private object Told(string application, object details) => new { application, applicant = Hub.Who, programme = Hub.Programme.Code, entryOn = "2024-10-01", details };

    private object Applied(string id, string number) => new
    {
        application = $"{id}/1", applicant = new { system = "UCAS", id }, programme = Hub.Programme.Code, entryOn = "2024-10-01", details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06", supportNumber = number },
    };
}
