using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Sponsorship;

/// <summary>F052 ComplianceAlertRaised by keyboard: the case is the one that the message would open, and the message that comes after all opens no second.</summary>
public sealed class KeyedAlertTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    private RecordAlert Asked => new() { PersonId = scene.Student.Id, Alert = "HO-77", RaisedOn = new DateOnly(2024, 6, 3), Text = "Evidence of attendance in May" };

    [Fact]
    public async Task QuestionByLetter_IsTheSameCaseAsByMessage()
    {
        Assert.Empty((await KeyAsync(Asked)).Refusals);
        var keyed = Assert.Single(await CasesAsync());
        Assert.Equal(("Evidence of attendance in May", "Immigration Compliance", new DateOnly(2024, 6, 17)), (keyed.Summary, keyed.Owner, keyed.DueOn));

        await scene.SaidAsync("F052", "ComplianceAlertRaised", "HO-77", new { student = new { system = "SIS", id = scene.Student.StudentNumber }, alert = "HO-77", raisedOn = "2024-06-03", text = "Evidence of attendance in May" });
        Assert.Equal(keyed.Id, Assert.Single(await CasesAsync()).Id);
        Assert.Equal(["ALREADY_HELD"], Codes(await KeyAsync(Asked)));
    }

    [Fact]
    public async Task QuestionThatSaysNothing_IsRefusedWithEveryReason()
    {
        Assert.Equal(["ALERT_MISSING", "TEXT_MISSING", "RAISED_AHEAD"], Codes(await KeyAsync(Asked with { Alert = " ", Text = "", RaisedOn = new DateOnly(2099, 1, 1) })));
        Assert.Equal(["CONTRACT"], Codes(await KeyAsync(Asked with { Text = new string('x', 151) })));
        Assert.Empty(await CasesAsync());
    }

    [Fact]
    public async Task QuestionAboutAStudent_IsKeyedByTheSponsorsOfficersAlone()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => !TestRegistry.Caller(r).May(Room.Sponsorships, Level.Change)))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<SponsorshipService>().AskedAsync(Asked, scene.Registry.As(role)));
        }

        Assert.Empty(await CasesAsync());
    }

    private static IEnumerable<string> Codes(Outcome outcome) => outcome.Refusals.Select(r => r.Code);

    private Task<Outcome> KeyAsync(RecordAlert asked) => scene.Registry.Get<SponsorshipService>().AskedAsync(asked, scene.Registry.As(Role.SponsorshipOfficer));

    private async Task<IReadOnlyList<InterventionRow>> CasesAsync() => (await scene.Registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("kind", "Sponsor"), TestRegistry.Caller(Role.SponsorshipOfficer))).Rows;
}
