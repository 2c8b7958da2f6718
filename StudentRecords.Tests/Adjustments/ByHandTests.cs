using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>What a person records by hand goes the way of the flows: same contract, same effect, same messages; previews change nothing.</summary>
public sealed class ByHandTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    private ChangeContext Officer => scene.Registry.As(Role.AdjustmentsOfficer);

    public async Task InitializeAsync() => scene = await OutcomeScene.OpenAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Granting_IsPreviewedWithAssessmentsSystemsAndDates_ThenDoneThenEnded()
    {
        var service = scene.Registry.Get<AdjustmentService>();
        var window = Window("RA-1");
        var effects = await service.PreviewAsync(window, Officer);

        Assert.Equal((OutcomeScene.Essay, OutcomeScene.Due.AddDays(7)), (Assert.Single(effects.Assessments).Component, effects.Assessments[0].ThenDueOn!.Value));
        Assert.Equal("VLE", Assert.Single(effects.Systems).Destination);
        Assert.Empty(await scene.ToldAsync());

        Assert.Empty((await service.GrantAsync(window, Officer)).Refusals);
        Assert.Equal("UNCHANGED", Assert.Single((await service.GrantAsync(window, Officer)).Refusals).Code);
        Assert.Equal("OVERLAP", Assert.Single((await service.GrantAsync(Window("RA-2"), Officer)).Refusals).Code);
        var end = new AdjustmentEnd { Student = window.Student, Adjustment = "RA-1", EndsOn = new DateOnly(2023, 11, 1) };
        Assert.Equal("AdjustmentWithdrawn", Assert.Single((await service.PreviewEndAsync(end, Officer)).Systems).Type);
        Assert.Empty((await service.EndAsync(end, Officer)).Refusals);
        Assert.Equal(["DeadlineExtensionGranted", "AdjustmentWithdrawn"], (await scene.ToldAsync()).Select(m => m.Type));
        Assert.Equal("AdjustmentsOfficer", (await scene.Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().FirstAsync())).Source);
    }

    [Fact]
    public async Task AnOutcome_IsPreviewedOnTheMark_AndRecorded()
    {
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due.AddDays(2));
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
        var service = scene.Registry.Get<CircumstanceService>();
        var told = new CircumstancesOutcome
        {
            Student = new PersonRef("SIS", scene.Student), Claim = "EC-1", Outcome = CircumstanceOutcome.PenaltyWaived, DecidedOn = new DateOnly(2023, 12, 1), Items = [new AffectedItem { Assessment = OutcomeScene.Essay, Attempt = 1 }],
        };

        var effect = Assert.Single((await service.PreviewAsync(told, Officer)).Items);
        Assert.Equal((52m, 56m, false), (effect.Mark!.Before, effect.Mark.After, effect.IsLate));
        Assert.Equal(52m, (await scene.FigureAsync()).Overall);
        Assert.Empty((await service.RecordAsync(told, Officer)).Refusals);
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    public async Task EveryReading_IsInTheTrail_WithWhoAndWhichRows_AndNotWhatTheySay()
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 25 });
        await scene.CircumstanceAsync("EC-1", "Extension");
        await scene.Registry.Get<AdjustmentQueries>().PageAsync(new TableQuery(), Officer.Caller);
        await scene.Registry.Get<AdjustmentQueries>().PlanAsync(scene.Registration.PersonId, Officer.Caller);
        await scene.Registry.Get<AdjustmentQueries>().DistributionsAsync(new TableQuery(), Officer.Caller);
        await scene.Registry.Get<CircumstanceQueries>().PageAsync(new TableQuery(), Officer.Caller);
        await scene.Registry.Get<CircumstanceQueries>().OfPersonAsync(scene.Registration.PersonId, Officer.Caller);
        await scene.Registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), Officer.Caller);

        var reads = await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.Changes.Contains("\"read\"")).OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["ListAdjustments", "ReadAdjustments", "ListDistributions", "ListCircumstances", "ReadCircumstances", "ListLateOutcomes"], reads.Select(r => r.Act));
        Assert.All(reads, r => Assert.Equal("AdjustmentsOfficer", r.Actor));
        Assert.Equal(("Person", scene.Registration.PersonId), (reads[1].SubjectKind, reads[1].SubjectId));
        Assert.All(reads, r => Assert.DoesNotContain("ExtraTime", r.Changes, StringComparison.Ordinal));
    }

    /// <summary>In a person's history not even the act is told to those who may not see the row.</summary>
    [Fact]
    public async Task TheHistory_LeavesTheActOut_ForThoseWhoMayNotSeeIt()
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 25 });
        var history = scene.Registry.Get<Infrastructure.Audit.HistoryQueries>();
        Assert.DoesNotContain((await history.OfAsync("Person", scene.Registration.PersonId, TestRegistry.Caller(Role.RegistryOfficer))).Entries, e => e.Act == "ApplyF063");
        Assert.Contains((await history.OfAsync("Person", scene.Registration.PersonId, Officer.Caller)).Entries, e => e.Act == "ApplyF063");
    }

    [Fact]
    public async Task AnUnacknowledgedMessage_PastItsTime_StandsOnTheWorkList_WithTheFlowsOwner()
    {
        await scene.AdjustAsync("RA-1", "SeparateRoom");
        await scene.AdjustAsync("RA-2", "AttendanceExemption");
        Assert.DoesNotContain(await WorkAsync(), w => w.Address.Contains("distributions", StringComparison.Ordinal) && w.Count > 0);

        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(16));
        var work = Assert.Single(await WorkAsync(), w => w.Address.Contains("distributions", StringComparison.Ordinal));
        Assert.Contains("Head of Student Engagement", work.One, StringComparison.Ordinal);
        Assert.Equal("F060", Assert.Single((await scene.Registry.Get<AdjustmentQueries>().DistributionsAsync(TableQuery.FromAddress("f.show=late"), Officer.Caller)).Rows).Flow);

        await using var db = scene.Registry.CreateDbContext();
        foreach (var message in await db.Set<OutboxMessage>().ToListAsync())
        {
            message.Delivered("202 Accepted", scene.Registry.Clock.Now);
        }

        await db.SaveChangesAsync();
        var plan = await scene.Registry.Get<AdjustmentQueries>().PlanAsync(scene.Registration.PersonId, Officer.Caller);
        Assert.All(plan, l => Assert.Equal("202 Accepted", Assert.Single(l.Receipts).Receipt));
    }

    private async Task<IReadOnlyList<WaitingWork>> WorkAsync()
    {
        var all = new List<WaitingWork>();
        foreach (var source in scene.Registry.Services.GetServices<IWorkSource>())
        {
            all.AddRange(await source.WaitingAsync(Officer.Caller, default));
        }

        return all;
    }

    private AdjustmentOutcome Window(string key) => new()
    {
        Student = new PersonRef("SIS", scene.Student), Case = "W-1", Adjustment = key, Category = AdjustmentCategory.ExtendedSubmissionWindow, Amount = 7, From = new DateOnly(2023, 10, 1), To = new DateOnly(2024, 8, 31),
    };
}
