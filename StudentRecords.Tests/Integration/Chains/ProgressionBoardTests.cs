using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.ExamBoards;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// The end of the board chain over a year: what a progression board decides reaches portal (F012), relationship management (F006), loans company
/// (F049), sponsor's authority (F051) and accounts (F021) with the release, in the form that each takes, and not while a hold stands on the result.
/// </summary>
public sealed class ProgressionBoardTests : IAsyncLifetime
{
    private static readonly (string Flow, string To)[] Concerned = [("F006", "CRM"), ("F012", "EWP"), ("F021", "IAM"), ("F049", "SLC"), ("F051", "UKVI")];
    private HubScene scene = null!;
    private AwardScene board = null!;

    private long Student => board.Engagements[0].PersonId;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync([.. Concerned.Select(c => c.To)]);
        board = await AwardScene.SittingAsync(scene.Registry, (70, 80));
        await scene.Registry.SaveAsync(db =>
        {
            db.Set<Engagement>().Single(e => e.Id == board.Engagements[0].Id).Sponsor(true);
            db.Set<Person>().Single(p => p.Id == Student).Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1));
        });
        Assert.Empty((await board.DecideAsync(await board.CandidateAsync(0), new AwardProposal(AwardCode.Withdraw, null, null, "Decided by the board"))).Refusals);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Decision_ReachesEverybodyWhomItConcerns_WithTheRelease_AndNotBeforeAHoldIsLifted()
    {
        Assert.Contains("STALE_PACK", (await board.RatifyAsync(2)).Refusals.Select(r => r.Code));
        Assert.Empty(await ToldAsync());
        Assert.Empty((await board.RatifyAsync()).Refusals);
        var hold = (await scene.Registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = Student, Source = "Registry", Reason = "Papers missing", HowToClear = "Bring them", Blocks = Blocks.ResultsRelease }, scene.Registry.As(Role.RegistryManager))).Value;
        await DrainAsync();
        Assert.Equal(Concerned.Select(c => c.Flow), (await ToldAsync()).Select(m => m.Flow));
        Assert.All(await ToldAsync(), m => Assert.Equal(OutboxState.Unsent, m.State));

        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await DrainAsync();
        Assert.Equal(["F006", "F012"], (await ToldAsync()).Where(m => m.State == OutboxState.Unsent).Select(m => m.Flow));
        Assert.Empty((await scene.Registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold, Version = 1 }, scene.Registry.As(Role.RegistryManager))).Refusals);
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(15));
        await DrainAsync();
        Assert.All(await ToldAsync(), m => Assert.True(m.State == OutboxState.Delivered, $"{m.Flow} {m.Type}: {m.State} {m.LastError}"));
    }

    private async Task DrainAsync()
    {
        foreach (var (_, to) in Concerned)
        {
            await scene.DrainAsync(to);
        }
    }

    private async Task<List<OutboxMessage>> ToldAsync()
    {
        var told = await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.CorrelationId == $"board-{board.BoardId}").OrderBy(m => m.Flow).ToListAsync());
        told.ForEach(PublishedSchema.Holds);
        return told;
    }
}
