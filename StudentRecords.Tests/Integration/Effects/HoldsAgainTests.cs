using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F007, F010 and F026: a hold that was released holds again when its owner says so anew, and never by what was said before.</summary>
public sealed class HoldsAgainTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("WELL");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F010")]
    public async Task FinancialHold_OfANewerVersion_HoldsAgain_AndAnOlderWordNeitherPlacesNorReleases()
    {
        await scene.SaidAsync("F010", "FinancialHoldPlaced", "H-1", Placed("Deposit outstanding"));
        await scene.SaidAsync("F010", "FinancialHoldReleased", "H-1", Released(), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F010", "FinancialHoldPlaced", "H-1", Placed("Late"), 2)).State);
        Assert.Empty(await OpenAsync());

        await scene.SaidAsync("F010", "FinancialHoldPlaced", "H-1", Placed("Instalment returned"), 5);
        Assert.Equal(["Instalment returned"], await OpenAsync());
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F010", "FinancialHoldReleased", "H-1", Released(), 4)).State);
        Assert.Single(await OpenAsync());
        await scene.SaidAsync("F010", "FinancialHoldReleased", "H-1", Released(), 6);
        Assert.Empty(await OpenAsync());
        Assert.Equal(4, (await scene.ToldAsync("F053", "HoldsChanged")).Count);
    }

    [Fact]
    [ChangesTheRecord("F007")]
    public async Task LibraryHold_ReleasedByHand_HoldsAgainByANewerVersionOnly()
    {
        await scene.SaidAsync("F007", "LibraryObligationRaised", "LIB-7", Raised());
        await ReleaseAsync();
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F007", "LibraryObligationRaised", "LIB-7/again", Raised())).State);
        Assert.Empty(await OpenAsync());
        await scene.SaidAsync("F007", "LibraryObligationRaised", "LIB-7", Raised(), 2);
        Assert.Single(await OpenAsync());
    }

    [Fact]
    [RefusedOnArrival("F007", "F010")]
    public async Task Hold_OfAnotherStudentUnderTheSameKey_IsQuarantined()
    {
        await scene.SaidAsync("F010", "FinancialHoldPlaced", "H-1", Placed("Deposit outstanding"));
        var other = await scene.Registry.Given.PersonAsync();
        Assert.Equal("OTHER_PERSON", (await scene.SayAsync("F010", "FinancialHoldPlaced", "H-1", new { student = new { system = "SIS", id = other.StudentNumber }, hold = "H-1", reason = "Deposit outstanding", placedOn = "2024-05-01" }, 2)).Code);
        await scene.SaidAsync("F007", "LibraryObligationRaised", "LIB-7", Raised());
        Assert.Equal("OTHER_PERSON", (await scene.SayAsync("F007", "LibraryObligationRaised", "LIB-7", new { student = new { system = "SIS", id = other.StudentNumber }, obligation = "LIB-7", reason = "Book not returned", raisedOn = "2024-05-01" }, 2)).Code);
    }

    [Fact]
    public async Task FraudSuspected_AfterAHandRelease_HoldsAgain()
    {
        var reference = $"{scene.Student.StudentNumber}-V1";
        await scene.Registry.SaveAsync(db => db.Add(new IdentityVerification(db.Set<Person>().Single(p => p.Id == scene.Student.Id), reference, scene.Registry.Clock.Now)));
        await scene.SaidAsync("F026", "IdentityVerificationFailed", reference, new { @case = reference, confidence = 20 });
        await ReleaseAsync();
        await scene.SaidAsync("F026", "FraudSuspected", reference, new { @case = reference, confidence = 2 }, 2);
        Assert.Equal(["The identity check raised a suspicion of fraud"], await OpenAsync());
    }

    private async Task ReleaseAsync()
    {
        var hold = await scene.Registry.ReadAsync(db => db.Set<Hold>().AsNoTracking().SingleAsync());
        Assert.Empty((await scene.Registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, scene.Registry.As(Role.RegistryManager))).Refusals);
    }

    /// <summary>Reasons of the student's holds that stand, as the hold desk shows them.</summary>
    private async Task<List<string>> OpenAsync() => [.. (await scene.Registry.Get<EnrolmentQueries>().HoldsAsync(scene.Student.Id, TestRegistry.Caller(Role.RegistryManager))).Where(h => h.IsOpen).Select(h => h.Reason)];

    private object Placed(string reason) => new { student = scene.Who, hold = "H-1", reason, placedOn = "2024-05-01" };

    private object Released() => new { student = scene.Who, hold = "H-1", reason = "Paid", releasedOn = "2024-05-15" };

    private object Raised() => new { student = scene.Who, obligation = "LIB-7", reason = "Book not returned", raisedOn = "2024-05-01" };
}
