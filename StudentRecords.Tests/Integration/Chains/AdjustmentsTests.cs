using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// Adjustments: what Wellbeing approves (F063) is written and handed on in one transaction, to assessment (F059), attendance (F060) and
/// examinations (F061) by its category. Nothing goes from Wellbeing to those systems, and no circumstances go to examinations (F066).
/// </summary>
public sealed class AdjustmentsTests : IAsyncLifetime
{
    private static readonly string[] Receivers = ["VLE", "AM", "EXAMS"];
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync(Receivers);

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ApprovedOutcome_IsWrittenAndHandedOnTogether_AndItsEndGoesTheSameWay()
    {
        await ApproveAsync("RA-1", "ExtraTime", 25);
        Assert.Equal(["F059 AssessmentAdjustmentGranted", "F061 ExamAccommodationRequired"], await HandedOnAsync());
        await OneTransactionAsync();
        await ReceivedAsync("RA-1", AdjustmentState.Granted, "EXAMS", "VLE");

        await ApproveAsync("RA-2", "AlertSuspension");
        Assert.Equal("F060 AlertSuspended", (await HandedOnAsync())[^1]);
        Assert.Equal("ALERTS_SUSPENDED", (await scene.SayAsync("F013", "AbsenceAlertRaised", "AL-1", new { student = scene.Who, alert = "AL-1", raisedOn = "2024-06-02", missed = 7 })).Code);

        await scene.SaidAsync("F063", "ReasonableAdjustmentEnded", "W-1|RA-1", new { student = scene.Who, adjustment = "RA-1", endsOn = "2024-05-31" }, 2);
        Assert.Equal(["F059 AdjustmentWithdrawn", "F061 ExamAccommodationRequired"], (await HandedOnAsync())[^2..]);
        await ReceivedAsync("RA-1", AdjustmentState.Withdrawn, "EXAMS", "VLE");
    }

    [Fact]
    public async Task Circumstances_MoveADeadlineOnly_AndNeverReachExaminations()
    {
        await scene.SaidAsync("F066", "ExceptionalCircumstancesOutcome", "EC-1", new
        {
            student = scene.Who, claim = "EC-1", outcome = "Extension", severity = "B", decidedOn = "2023-12-01", items = new[] { new { assessment = "AAA-1", attempt = 1, until = "2023-12-20" }, new { assessment = "AAA-2", attempt = 1, until = "2024-06-10" } },
        });
        var claim = Assert.Single(await scene.Registry.Get<CircumstanceQueries>().OfPersonAsync(scene.Student.Id, TestRegistry.Caller(Role.AdjustmentsOfficer)));
        Assert.Equal(2, claim.Items.Count);
        Assert.Equal(["F059 DeadlineExtensionGranted", "F059 DeadlineExtensionGranted"], await HandedOnAsync());
        Assert.DoesNotContain(await EverythingToldAsync(), m => (m.Body + m.Key + m.Aggregate).Contains("EC-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Story_IsTurnedAtTheDoor_AndNobodyHearsIt()
    {
        var receipt = await scene.SayAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = scene.Who, @case = "W-1", adjustment = "RA-1", category = "ExtraTime", amount = 25, from = "2023-10-01", diagnosis = "F81.0" });
        Assert.True(receipt is { Turned: true, Code: "NARRATIVE" });
        Assert.Empty(await PlanAsync());
        Assert.Empty(await EverythingToldAsync());
    }

    /// <summary>The catalogue is the router: what is not in it is not taken at the door and has nobody who would send it.</summary>
    [Fact]
    public void Router_HasNoWayFromWellbeingToTheSystemsThatAreToldOfAdjustments()
    {
        Assert.DoesNotContain(FlowCatalogue.All, f => f.From == "WELL" && f.To != "SIS");
        Assert.Equal(["F063", "F066"], FlowCatalogue.All.Where(f => f.From == "WELL").Select(f => f.Code));
        foreach (var flow in FlowCatalogue.All.Where(f => Receivers.Contains(f.To)))
        {
            Assert.Equal("SIS", flow.From);
            Assert.NotNull(HubDoor.Refuses(flow.Code, "WELL"));
        }
    }

    private Task ApproveAsync(string adjustment, string category, decimal? amount = null) =>
        scene.SaidAsync("F063", "ReasonableAdjustmentApproved", $"W-1|{adjustment}", new { student = scene.Who, @case = "W-1", adjustment, category, amount, from = "2023-10-01", to = "2024-08-31" });

    private async Task<List<string>> HandedOnAsync() => [.. (await EverythingToldAsync()).Select(m => $"{m.Flow} {m.Type}")];

    /// <summary>Of adjustments and extensions; that the student is entered for an examination is another matter.</summary>
    private Task<List<OutboxMessage>> EverythingToldAsync() => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.PersonId == scene.Student.Id && (m.Flow == "F059" || m.Flow == "F060" || m.Flow == "F061") && m.Type != "ExamEntryPublished").OrderBy(m => m.Id).ToListAsync());

    /// <summary>What was written, what was written of it in the trail, and what was queued bear one correlation and one moment.</summary>
    private async Task OneTransactionAsync()
    {
        var trail = await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(e => e.Act == "ApplyF063"));
        Assert.All(await EverythingToldAsync(), m => Assert.Equal((trail.CorrelationId, trail.At), (m.CorrelationId, m.CreatedAt)));
        Assert.Equal(Assert.Single(await PlanAsync()).Adjustment.RecordedAt, trail.At);
        Assert.DoesNotContain(await EverythingToldAsync(), m => m.Body.Contains("W-1", StringComparison.Ordinal));
    }

    /// <summary>The student's plan shows the newest version, and a receipt of each who needs it.</summary>
    private async Task ReceivedAsync(string adjustment, AdjustmentState state, params string[] by)
    {
        foreach (var receiver in Receivers)
        {
            await scene.DrainAsync(receiver);
        }

        var line = (await PlanAsync()).Where(l => l.Adjustment.Key.EndsWith(adjustment, StringComparison.Ordinal)).MaxBy(l => l.Adjustment.AdjustmentVersion)!;
        Assert.Equal(state, line.Adjustment.State);
        Assert.Equal(by, line.Receipts.Select(r => r.Destination).Order(StringComparer.Ordinal));
        Assert.All(line.Receipts, r => Assert.Equal(OutboxState.Delivered, r.State));
    }

    private Task<IReadOnlyList<AdjustmentPlanLine>> PlanAsync() => scene.Registry.Get<AdjustmentQueries>().PlanAsync(scene.Student.Id, TestRegistry.Caller(Role.AdjustmentsOfficer));
}
