using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Integration;

/// <summary>What messages say is asked again when they leave.</summary>
public sealed class OutboundGateTests : IAsyncLifetime
{
    private OutboundScene scene = null!;

    public async Task InitializeAsync() => scene = await OutboundScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Grades_GoWhenTheirReleaseHasCome_AndNotBefore()
    {
        await BoardScene.RatifiedAsync(scene.Registry, "AAA-2023A", [70, 80], [30, 35]);
        Assert.Equal(0, await scene.DrainAsync());
        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, await scene.DrainAsync());
        Assert.All(scene.Far.Taken, t => Assert.Contains("/grades/", t.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Grades_WhoseReleaseWasMoved_AreMovedWithIt()
    {
        var board = await BoardScene.RatifiedAsync(scene.Registry, "AAA-2023A", [70, 80]);
        var later = scene.Registry.Clock.Now.AddDays(20);
        await using (var db = scene.Registry.CreateDbContext())
        {
            db.Entry(await db.Set<ResultRelease>().SingleAsync(r => r.BoardId == board.BoardId)).Property(r => r.ReleaseAt).CurrentValue = later;
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        scene.Registry.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(0, await scene.DrainAsync());
        Assert.Equal(later, await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Type == "RatifiedGradesPublished").Select(m => m.HeldUntil!.Value).SingleAsync()));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(1, await scene.DrainAsync());
    }

    [Fact]
    public async Task Grades_OfADecisionThatAnAppealHasReplaced_AreWithdrawn_AndThoseOfTheNewOneGo()
    {
        var board = await BoardScene.RatifiedAsync(scene.Registry, "AAA-2023A", [30, 30]);
        Assert.Equal(0, await scene.DrainAsync());
        scene.Registry.Clock.Advance(TimeSpan.FromDays(1));
        var appeal = new AppealHeard(scene.Registry, board);
        await appeal.HeldAsync(await appeal.ApprovedAsync(Assert.Single(await board.DecisionsAsync())));

        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await scene.DrainAsync();
        var told = await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Type == "RatifiedGradesPublished").OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal([(OutboxState.Withdrawn, GradesGate.Overtaken), (OutboxState.Delivered, null)], told.Select(m => (m.State, m.LastError)));
        Assert.Equal("Condoned", Fields.Of(told[1], "outcome"));
        Assert.Equal(told[1].Key, Assert.Single(scene.Far.Taken).Key);
    }

    /// <summary>No act takes a ratified decision away, so this one message comes from nowhere: what stands in the outbox without a decision behind it is not believed.</summary>
    [Fact]
    public async Task Grades_WithoutADecision_AreWithdrawn()
    {
        var board = await BoardScene.OpenAsync(scene.Registry, "AAA-2023A", [70, 80]);
        await Tell("F012", "EWP", "RatifiedGradesPublished", "g1", board.Registrations[0].PersonId, new { occurrence = "AAA-2023A" });
        await scene.DrainAsync();
        Assert.Equal(OutboxState.Withdrawn, (await scene.MessageAsync("g1")).State);
        Assert.Empty(scene.Far.Taken);
    }

    /// <summary>A shape without it would be withdrawn each time, and nobody would miss it.</summary>
    [Fact]
    public void EveryShapeOfAGuardedMessage_HasTheFieldByWhichItsGateFindsTheStudy()
    {
        var guarded = scene.Registry.Services.GetServices<IOutboundGate>().Select(g => (Gate: g, Fields: g switch { RegistrationGate => (string[])["moduleRun", "occurrence"], StandingGate { ButFor: { } other } => ["engagement", other], StandingGate or LoanRegistrationGate or CasGate => ["engagement"], StatusReportGate or BoardWordGate { Guards.Flow: "F049" or "F051" } => [StatusReportGate.Field], _ => [] })).Where(g => g.Fields.Length > 0).ToList();
        Assert.NotEmpty(guarded);
        Offenders.None(guarded.SelectMany(g => SentFields.All[g.Gate.Guards.Type].Where(shape => !shape.Split(' ').Select(f => f.Split(':')[0].TrimEnd('?', '~')).Intersect(g.Fields).Any()).Select(shape => $"{g.Gate.Guards}: {shape}")));
    }

    private Task Tell(string flow, string to, string type, string key, long person, object body) =>
        scene.Registry.SaveAsync(db => db.Add(new OutboxMessage(flow, to, type, key, $"p{person}", JsonSerializer.Serialize(body), person, scene.Registry.Clock.Now, null, "c1")));
}
