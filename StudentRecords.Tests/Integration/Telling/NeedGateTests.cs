using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Misconduct;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What is asked again, when it goes, of what somebody needs, is checked for or is referred for.</summary>
public sealed class NeedGateTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("VLE", "AM", "EXAMS", "WELL", "AI", "OIV", "TTB");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("ExtraTime", 25, "F059", "VLE")]
    [InlineData("ExtraTime", 25, "F061", "EXAMS")]
    [InlineData("AlertSuspension", null, "F060", "AM")]
    [RefusedAtSend]
    public async Task Need_OfWhoHasLeft_IsNotTold(string category, int? amount, string flow, string to)
    {
        await ApproveAsync(category, amount);
        await LeaveAsync();
        await WithdrawnAsync(flow, to, "adjustment", "The student is not here any more.");
    }

    [Theory]
    [InlineData("ExtraTime", 25, "F059", "VLE")]
    [InlineData("ExtraTime", 25, "F061", "EXAMS")]
    [InlineData("AlertSuspension", null, "F060", "AM")]
    public async Task Need_ThatHasEnded_IsNotTold_AndItsEndIs(string category, int? amount, string flow, string to)
    {
        await ApproveAsync(category, amount);
        await Hub.SaidAsync("F063", "ReasonableAdjustmentEnded", "W-1|RA-1", new { student = Hub.Who, adjustment = "RA-1", endsOn = "2024-05-31" }, 2);
        await WithdrawnAsync(flow, to, "adjustment", "The adjustment was changed or has ended.");
        Assert.Equal(OutboxState.Delivered, (await Hub.ToldAsync(flow))[^1].State);
    }

    [Theory]
    [InlineData("ExtraTime", 25, "F059", "VLE", "adjustment student category amount unit scope from withdrawn version")]
    [InlineData("ExtraTime", 25, "F061", "EXAMS", "adjustment student category amount unit scope from withdrawn version")]
    [InlineData("AlertSuspension", null, "F060", "AM", "adjustment student category scope from withdrawn version")]
    [ExactFields]
    public async Task Need_ThatStands_IsToldWithJustTheseFields(string category, int? amount, string flow, string to, string fields)
    {
        await ApproveAsync(category, amount);
        await Hub.DrainAsync(to);
        var told = Assert.Single(await Hub.ToldAsync(flow), m => Fields.Of(m).Contains("adjustment"));
        Assert.Equal((fields, OutboxState.Delivered), (string.Join(' ', Fields.Of(told)), told.State));
    }

    [Fact]
    public async Task Disability_OfWhoNeverCame_IsNotTold()
    {
        var engagement = await HandedOverAsync("51");
        await scene.TakeAsync(engagement, EnrolmentStep.NoShow, new DateOnly(2023, 11, 1));
        await WithdrawnAsync("F053", "WELL", "disabilities", "The student is not here any more.", "student disabilities version");
    }

    [Fact]
    [RefusedAtSend("F070")]
    public async Task Context_OfACaseThatWasClosed_IsNotGiven()
    {
        Assert.Empty((await Hub.Registry.Get<MisconductService>().ShareContextAsync(new ShareContext { PersonId = Hub.Student.Id, Case = "AI-1", AsOf = new DateOnly(2024, 6, 3) }, Hub.Registry.As(Role.AcademicIntegrityOfficer))).Refusals);
        await Hub.SaidAsync("F069", "MisconductCaseClosed", "AI-1", new { student = Hub.Who, @case = "AI-1", finding = "NotProven", decidedOn = "2024-06-03", penalties = Array.Empty<object>() });
        await WithdrawnAsync("F070", "AI", "referral", "The case is closed.", "referral student familyName givenNames asOf enrolments modules");
    }

    [Fact]
    [RefusedAtSend("F025")]
    public async Task Check_ThatHasItsResult_IsNotAskedFor()
    {
        await HandedOverAsync();
        var reference = Assert.Single(await Hub.ToldAsync("F025")).Key;
        await Hub.SaidAsync("F026", "IdentityVerified", reference, new { @case = reference, confidence = 98 });
        await WithdrawnAsync("F025", "OIV", "case", "The check has its result: Passed.", "case student familyName givenNames dateOfBirth");
    }

    [Fact]
    public async Task Registration_ThatWasGivenUp_IsNotToldToTimetabling_AndAnInterruptedOneIs()
    {
        var (left, kept) = (await Hub.Registry.Given.OccurrenceAsync("BBB-2023J"), await Hub.Registry.Given.OccurrenceAsync("CCC-2023J"));
        await scene.MoveAsync(Hub.Engagement, [left.Id, kept.Id], []);
        await scene.MoveAsync(Hub.Engagement, [], [left.Id]);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await Hub.DrainAsync("TTB");
        var told = (await Hub.ToldAsync("F003", "ModuleRegistrationChanged")).Where(m => Fields.Of(m, "moduleRun") is "BBB-2023J" or "CCC-2023J").ToList();
        Assert.All(told, m => Assert.Equal("student moduleRun registered effectiveOn version", string.Join(' ', Fields.Of(m))));
        Assert.Equal(
            [("BBB-2023J", "False", OutboxState.Delivered, null), ("BBB-2023J", "True", OutboxState.Withdrawn, "The student is no longer on the module."), ("CCC-2023J", "True", OutboxState.Delivered, null)],
            told.Select(m => (Fields.Of(m, "moduleRun")!, Fields.Of(m, "registered")!, m.State, m.LastError)).Order());
    }

    [Fact]
    public async Task Extension_ThatDoesNotHoldAnyMore_IsNotTold_AndItsEndIs()
    {
        await GrantExtensionAsync(1, "Extension");
        await GrantExtensionAsync(2, "Rejected");
        await Hub.DrainAsync("VLE");
        var told = await Hub.ToldAsync("F059");
        Assert.Equal([("DeadlineExtensionGranted", OutboxState.Withdrawn, "The extension does not hold any more."), ("AdjustmentWithdrawn", OutboxState.Delivered, null)], told.Select(m => (m.Type, m.State, m.LastError)));
    }

    [Fact]
    public async Task Extension_ThatHolds_IsTold()
    {
        await GrantExtensionAsync(1, "Extension");
        await Hub.DrainAsync("VLE");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await Hub.ToldAsync("F059")).State);
    }

    private Task GrantExtensionAsync(int version, string outcome) => Hub.SaidAsync("F066", "ExceptionalCircumstancesOutcome", "EC-1", new { student = Hub.Who, claim = "EC-1", outcome, severity = "B", decidedOn = "2024-05-01", items = new[] { new { assessment = "AAA-1", attempt = 1, until = outcome == "Extension" ? "2024-06-29" : null } } }, version);

    private Task ApproveAsync(string category, int? amount) =>
        Hub.SaidAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = Hub.Who, @case = "W-1", adjustment = "RA-1", category, from = "2023-10-01", amount });

    private Task LeaveAsync() => scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");

    /// <summary>An applicant who was accepted and is expected.</summary>
    private async Task<Engagement> HandedOverAsync(params string[] disabilities)
    {
        var applicant = new { system = "UCAS", id = "u1" };
        await Hub.SaidAsync("F045", "UcasApplicationReceived", "u1/1", new { application = "u1/1", applicant, programme = Hub.Programme.Code, entryOn = "2023-10-01", details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06", disabilities = disabilities.Length > 0 ? disabilities : null } });
        await Hub.SaidAsync("F005", "ApplicantHandedOver", "u1/handover", new { application = "u1/1", applicant, programme = Hub.Programme.Code, entryOn = "2023-10-01" });
        return await Hub.Registry.ReadAsync(db => db.Set<Engagement>().AsNoTracking().SingleAsync(e => e.Id != Hub.Engagement.Id));
    }

    /// <summary>The first message of the flow with the field did not go, and says why.</summary>
    private async Task WithdrawnAsync(string flow, string to, string field, string because, string? fields = null)
    {
        await Hub.DrainAsync(to);
        var told = (await Hub.ToldAsync(flow)).First(m => Fields.Of(m).Contains(field));
        Assert.Equal((OutboxState.Withdrawn, because), (told.State, told.LastError));
        Assert.Equal(fields ?? string.Join(' ', Fields.Of(told)), string.Join(' ', Fields.Of(told)));
    }
}
