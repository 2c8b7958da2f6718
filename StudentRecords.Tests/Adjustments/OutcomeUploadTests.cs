using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>Circumstances and misconduct outcomes from a file: checked row by row, applied, and every reading of the rows in the trail.</summary>
public sealed class OutcomeUploadTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await OutcomeScene.OpenAsync();
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due.AddDays(2));
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Adjustments_AreTakenLineByLine_AndDistributed()
    {
        var lines = await UploadAsync("adjustments", Role.AdjustmentsOfficer, $"""
            student,case,adjustment,category,from,to,amount,need
            {scene.Student},W-1,RA-1,ExtraTime,2023-10-01,2024-08-31,25,
            {scene.Student},W-1,RA-2,ExtraTime,2023-11-01,2024-08-31,50,
            {scene.Student},W-1,RA-3,SeparateRoom,2024-02-01,2024-01-01,,
            99999999,W-9,RA-4,Computer,2023-10-01,,,
            {scene.Student},W-1,RA-5,Nonsense,2023-10-01,,,
            {scene.Student},W-1,RA-1,Computer,2023-10-01,,,
            """);

        Assert.Equal([null, "OVERLAP", "END_BEFORE_START", "PERSON_UNKNOWN", "VALUE_UNREADABLE", "ADJUSTMENT_TWICE"], lines.Select(l => l.Codes));
        Assert.Equal(["F059", "F061"], (await scene.ToldAsync()).Select(m => m.Flow).Order());
        Assert.Equal(["UNCHANGED"], (await UploadAsync("adjustments", Role.AdjustmentsOfficer, $"student,case,adjustment,category,from,to,amount\n{scene.Student},W-1,RA-1,ExtraTime,2023-10-01,2024-08-31,25\n", none: true)).Select(l => l.Codes));
        Assert.True(await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.Act == "ReadBulkLines")));
    }

    [Theory]
    [InlineData("student,case,adjustment,category,from,diagnosis\n1,2,3,Computer,2023-10-01,dyslexia\n")]
    [InlineData("student,case,adjustment,category,from\n")]
    public async Task AFileThatAsksForMoreOrNothing_IsNotKept(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.NotEmpty((await scene.Registry.Get<BulkService>().UploadAsync("adjustments", "x.csv", file, scene.Registry.As(Role.AdjustmentsOfficer))).Refusals);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<BulkRun>().CountAsync()));
    }

    [Fact]
    public async Task Circumstances_AreTakenLineByLine_AndALineThatCannotBeSaysWhy()
    {
        var lines = await UploadAsync("circumstances", Role.AdjustmentsOfficer, $"""
            student,claim,outcome,severity,decidedOn,assessments,attempt,until
            {scene.Student},EC-1,PenaltyWaived,B,2023-12-01,{OutcomeScene.Essay},1,
            {scene.Student},EC-1,Rejected,,2023-12-01,,,
            {scene.Student},EC-2,Holiday,,2023-12-01,,,
            {scene.Student},EC-3,Extension,,2023-12-01,{OutcomeScene.Exam},1,
            99999999,EC-4,Rejected,,2023-12-01,,,
            """);

        Assert.Equal([null, "CLAIM_TWICE", "VALUE_UNREADABLE", "CONTRACT", "PERSON_UNKNOWN"], lines.Select(l => l.Codes));
        Assert.Equal((BulkState.Done, "EC-1: EC-NO-PENALTY/B on AAA-2023A/ESSAY."), (lines[0].State, lines[0].Answer));
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    public async Task Misconduct_IsTakenLineByLine_AndTheReadingIsInTheTrail()
    {
        var lines = await UploadAsync("misconduct", Role.AcademicIntegrityOfficer, $"""
            student,case,finding,decidedOn,penalty,assessment,occurrence,attempt,value,closed
            {scene.Student},AI-1,Proven,2023-12-04,ComponentZero,{OutcomeScene.Essay},,1,,yes
            {scene.Student},AI-2,Proven,2023-12-04,ComponentZero,{OutcomeScene.Essay},,1,,
            {scene.Student},AI-3,NotProven,2023-12-04,Warning,,,,,
            """);

        Assert.Equal([null, "SAME_CASE", "CONTRACT"], lines.Select(l => l.Codes));
        Assert.Equal(20m, (await scene.FigureAsync()).Overall);
        Assert.True(await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().AnyAsync(a => a.Act == "ReadBulkLines")));
    }

    [Theory]
    [InlineData(Role.AdjustmentsOfficer, "adjustments,circumstances")]
    [InlineData(Role.AcademicIntegrityOfficer, "misconduct")]
    [InlineData(Role.RegistryOfficer, null)]
    [InlineData(Role.ExamBoardSecretary, null)]
    [InlineData(Role.Auditor, null)]
    public void OnlyTheOfficeItself_IsOfferedItsUpload(Role role, string? kind) =>
        Assert.Equal(kind?.Split(',') ?? [], scene.Registry.Get<BulkQueries>().Kinds(TestRegistry.Caller(role)).Select(k => k.Kind).Where(k => k is "adjustments" or "circumstances" or "misconduct").Order(StringComparer.Ordinal));

    private async Task RunAsync()
    {
        while (await scene.Registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }

    private async Task<List<BulkLineRow>> UploadAsync(string kind, Role role, string text, bool none = false)
    {
        var bulk = scene.Registry.Get<BulkService>();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var run = await bulk.UploadAsync(kind, "outcomes.csv", file, scene.Registry.As(role));
        Assert.Empty(run.Refusals);
        await RunAsync();
        if (!none)
        {
            Assert.Empty((await bulk.ApplyAsync(run.Value, scene.Registry.As(role))).Refusals);
            await RunAsync();
        }

        return [.. (await scene.Registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run.Value }, TestRegistry.Caller(role))).Rows.OrderBy(l => l.Number)];
    }
}
