using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.Enrolment;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F049: that a registered year was taken back goes only while it is so.</summary>
public sealed class LoanYearTests : IAsyncLifetime
{
    private HubScene hub = null!;
    private ProgressionScene scene = null!;

    public async Task InitializeAsync()
    {
        hub = await HubScene.MakeAsync("SLC");
        scene = await ProgressionScene.RatifiedAsync(hub.Registry, AwardCode.Proceed);
        await hub.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == scene.Board.Engagements[0].PersonId).Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1)));
        hub.Registry.Clock.Advance(TimeSpan.FromDays(8));
    }

    public Task DisposeAsync()
    {
        hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F049")]
    public async Task YearThatIsTakenBack_IsToldWithJustTheseFields_AfterItsRegistration()
    {
        await TakenBackAsync();
        await hub.DrainAsync("SLC");
        var told = await hub.ToldAsync("F049");
        // the year that ran when the number came, the one that was opened and taken back
        Assert.Equal([("SlcRegistrationConfirmed", OutboxState.Delivered), ("SlcRegistrationConfirmed", OutboxState.Delivered), ("SlcChangeOfCircumstance", OutboxState.Delivered)], told.Select(m => (m.Type, m.State)));
        Assert.Equal(["supportNumber", "engagement", "circumstance", "academicYear"], Fields.Of(told[2]));
    }

    [Fact]
    [RefusedAtSend("F049")]
    public async Task YearThatIsRegisteredAgainBeforeItWent_WasNeverTakenBack()
    {
        await TakenBackAsync();
        await scene.RunAsync();
        await hub.DrainAsync("SLC");
        var told = Assert.Single(await hub.ToldAsync("F049", "SlcChangeOfCircumstance"));
        Assert.Equal((OutboxState.Withdrawn, LoanYearGate.RegisteredAgain), (told.State, told.LastError));
    }

    private async Task TakenBackAsync() => await scene.ApplyAsync(await scene.UndoAsync(await scene.RunAsync()));
}
