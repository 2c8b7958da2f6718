using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F005 and F045 after admissions handed an applicant over: said again, amended, cancelled.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("UCAS");
        await scene.SaidAsync("F045", "UcasApplicationReceived", "u1/1", Application("Byron"));
        Assert.Equal(InboxState.Applied, (await HandOverAsync(1)).State);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AHandoverSaidAgain_MakesNoSecondEngagement_AndOneThatSaysOtherwiseIsQuarantined()
    {
        Assert.Equal(InboxState.Stale, (await HandOverAsync(2)).State);
        Assert.Equal((InboxState.Quarantined, "ALREADY_ON_IT"), await HandOverAsync(3, "2024-10-01") is var other ? (other.State, other.Code) : default);
        Assert.Single(await EngagementsAsync());
    }

    [Fact]
    public async Task ACancellationAfterTheHandover_EndsWhatWasOnlyExpected()
    {
        await scene.SaidAsync("F045", "ApplicationCancelled", "u1/1", new { application = "u1/1" }, 2);

        Assert.Equal(EngagementStatus.NoShow, Assert.Single(await EngagementsAsync()).Status);
        Assert.Equal(ApplicationStage.Cancelled, await StageAsync());
        // UCAS cancelled it and need not hear of it
        Assert.Empty(await scene.ToldAsync("F046"));
    }

    [Fact]
    public async Task ACancellationOfWhoIsEnrolled_IsLeftToTheDesk()
    {
        var check = await scene.Registry.ReadAsync(db => db.Set<IdentityVerification>().OrderByDescending(v => v.Id).Select(v => v.CaseReference).FirstAsync());
        await scene.SaidAsync("F026", "IdentityVerified", check, new { @case = check });
        Assert.Equal(EngagementStatus.Enrolled, Assert.Single(await EngagementsAsync()).Status);

        var receipt = await scene.SayAsync("F045", "ApplicationCancelled", "u1/1", new { application = "u1/1" }, 2);

        Assert.Equal((InboxState.Quarantined, "ENROLLED_ALREADY"), (receipt.State, receipt.Code));
        Assert.Equal((EngagementStatus.Enrolled, ApplicationStage.HandedOver), (Assert.Single(await EngagementsAsync()).Status, await StageAsync()));
    }

    [Fact]
    public async Task DetailsAmendedAfterTheHandover_AreTaken_AndALateReplyOffersNothingAnew()
    {
        await scene.SaidAsync("F045", "ApplicantDetailsAmended", "u1/1", Application("King"), 2);
        await scene.SaidAsync("F045", "OfferReplyRecorded", "u1/1", new { application = "u1/1", accepted = true }, 3);

        Assert.Equal("King", await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.GivenNames == "Ada").Select(p => p.FamilyName).SingleAsync()));
        Assert.Equal(ApplicationStage.HandedOver, await StageAsync());
    }

    [Fact]
    public async Task AHandoverOfWhatWasCancelled_ExpectsNobody()
    {
        await scene.SaidAsync("F045", "ApplicationCancelled", "u1/1", new { application = "u1/1" }, 2);

        Assert.Equal("APPLICATION_CANCELLED", (await HandOverAsync(2)).Code);
    }

    private object Application(string familyName) => new
    {
        application = "u1/1", applicant = new { system = "UCAS", id = "u1" }, programme = scene.Programme.Code, entryOn = "2023-10-01", details = new { familyName, givenNames = "Ada", dateOfBirth = "2004-05-06" },
    };

    private Task<Receipt> HandOverAsync(int version, string entryOn = "2023-10-01") => scene.SayAsync("F005", "ApplicantHandedOver", "u1/handover", new
    {
        application = "u1/1", applicant = new { system = "UCAS", id = "u1" }, programme = scene.Programme.Code, entryOn,
    }, version);

    private Task<List<Engagement>> EngagementsAsync() => scene.Registry.ReadAsync(db => db.Set<Engagement>().AsNoTracking().Where(e => e.PersonId != scene.Student.Id).ToListAsync());

    private Task<ApplicationStage> StageAsync() => scene.Registry.ReadAsync(db => db.Set<Application>().Select(a => a.Stage).SingleAsync());
}
