using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What is asked again, when it goes, of what somebody needs, is checked for or is referred for.</summary>
public sealed class NeedGateTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("VLE", "AM", "EXAMS", "WELL", "AI", "OIV", "TTB", "EDRMS");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("ExtraTime", 25, "F059", "VLE")]
    [InlineData("ExtraTime", 25, "F061", "EXAMS")]
    [InlineData("AlertSuspension", null, "F060", "AM")]
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

    [Fact]
    public async Task Need_ThatStands_IsTold()
    {
        await ApproveAsync("ExtraTime", 25);
        await Hub.DrainAsync("VLE");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await Hub.ToldAsync("F059")).State);
    }

    [Fact]
    public async Task Disability_OfWhoHasLeft_IsNotTold()
    {
        await TellAsync("F053", "WELL", "DisabilityDeclared", "d/1", new { student = Hub.Student.StudentNumber, disabilities = new[] { "51" }, version = 1 });
        await LeaveAsync();
        await WithdrawnAsync("F053", "WELL", "disabilities", "The student is not here any more.");
    }

    [Fact]
    public async Task Context_OfACaseThatWasClosed_IsNotGiven()
    {
        var @case = new MisconductCase(Hub.Student.Id, "AI-1", Hub.Registry.Clock.Now);
        await Hub.Registry.SaveAsync(db => db.Add(@case));
        await Hub.Registry.SaveAsync(db =>
        {
            db.Attach(@case);
            db.Entry(@case).Property(c => c.IsClosed).CurrentValue = true;
        });
        await TellAsync("F070", "AI", "MisconductContextShared", "AI-1/1", new { referral = "AI-1", student = Hub.Student.StudentNumber, familyName = "Achebe", givenNames = "Ngozi", asOf = "2024-06-03", enrolments = Array.Empty<object>(), modules = Array.Empty<object>() });
        await WithdrawnAsync("F070", "AI", "referral", "The case is closed.");
    }

    [Fact]
    public async Task Check_ThatHasItsResult_IsNotAskedFor()
    {
        var person = await Hub.Registry.Given.PersonAsync();
        var verification = new IdentityVerification(person, "V-1", Hub.Registry.Clock.Now);
        verification.Receive(VerificationState.Passed, 1, 98, null, Hub.Registry.Clock.Now);
        await Hub.Registry.SaveAsync(db =>
        {
            db.Attach(person);
            db.Add(verification);
        });
        await TellAsync("F025", "OIV", "IdentityVerificationRequested", "V-1", new { @case = "V-1", student = person.StudentNumber, familyName = "A", givenNames = "B", dateOfBirth = "2004-05-06" });
        await WithdrawnAsync("F025", "OIV", "case", "The check has its result: Passed.");
    }

    [Fact]
    public async Task Registration_ThatWasGivenUp_IsNotToldToTimetabling_AndAnInterruptedOneIs()
    {
        await TellAsync("F003", "TTB", "ModuleRegistrationChanged", "r/1", new { student = Hub.Student.StudentNumber, moduleRun = "BBB-2023J", registered = true, effectiveOn = "2023-10-01", version = 1 });
        await TellAsync("F003", "TTB", "ModuleRegistrationChanged", "r/2", new { student = Hub.Student.StudentNumber, moduleRun = "AAA-2023J", registered = true, effectiveOn = "2023-10-01", version = 1 });
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await Hub.DrainAsync("TTB");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await Hub.ToldAsync("F003", "ModuleRegistrationChanged")).Where(m => m.Key.StartsWith("r/", StringComparison.Ordinal)).Select(m => m.State));
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

    [Fact]
    public async Task Document_ThatTheArchiveHas_IsNotHandedOverAgain_AndOneThatItHasNotIs()
    {
        foreach (var key in (string[])["D-1", "D-2"])
        {
            var document = new FiledDocument(key, Hub.Student.Id, Hub.Engagement.Id, DocumentType.Transcript, "Transcript", "R7", [1, 2, 3], "olga", Hub.Registry.Clock.Now);
            await Hub.Registry.SaveAsync(db => db.Add(document));
            if (key == "D-1")
            {
                await Hub.SaidAsync("F024", "DocumentArchived", "D-1", new { document = "D-1", edrmsVersion = 1, sha256 = document.Sha256, link = "https://archive.example.ac.uk/d/1" });
            }

            await TellAsync("F023", "EDRMS", "DocumentFiled", key, new { document = key });
        }

        await Hub.DrainAsync("EDRMS");
        var told = (await Hub.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F023").OrderBy(m => m.Key).ToListAsync())).Select(m => (m.State, m.LastError));
        Assert.Equal([(OutboxState.Withdrawn, "The archive has it already."), (OutboxState.Delivered, null)], told);
    }

    private Task GrantExtensionAsync(int version, string outcome) => Hub.SaidAsync("F066", "ExceptionalCircumstancesOutcome", "EC-1", new { student = Hub.Who, claim = "EC-1", outcome, severity = "B", decidedOn = "2024-05-01", items = new[] { new { assessment = "AAA-1", attempt = 1, until = outcome == "Extension" ? "2024-06-29" : null } } }, version);

    private Task ApproveAsync(string category, int? amount) =>
        Hub.SaidAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = Hub.Who, @case = "W-1", adjustment = "RA-1", category, from = "2023-10-01", amount });

    private Task LeaveAsync() => scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");

    private Task TellAsync(string flow, string to, string type, string key, object body) =>
        Hub.Registry.SaveAsync(db => db.Add(new OutboxMessage(flow, to, type, key, key, JsonSerializer.Serialize(body), Hub.Student.Id, Hub.Registry.Clock.Now, null, "c1")));

    /// <summary>The first message of the flow with the field did not go, and says why.</summary>
    private async Task WithdrawnAsync(string flow, string to, string field, string because)
    {
        await Hub.DrainAsync(to);
        var told = (await Hub.ToldAsync(flow)).First(m => Fields.Of(m).Contains(field));
        Assert.Equal((OutboxState.Withdrawn, because), (told.State, told.LastError));
    }
}
