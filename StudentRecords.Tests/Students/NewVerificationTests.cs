using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>A new check of identity (F025, F026): after one that failed and whose hold a person released, or whose evidence has run out.</summary>
public sealed class NewVerificationTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private long ada;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("OIV");
        record = new RecordAsked(scene.Registry);
        var applicant = new { system = "UCAS", id = "u1" };
        await scene.SaidAsync("F045", "UcasApplicationReceived", "u1/1", new { application = "u1/1", applicant, programme = scene.Programme.Code, entryOn = "2023-10-01", details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06" } });
        await scene.SaidAsync("F005", "ApplicantHandedOver", "u1/handover", new { application = "u1/1", applicant, programme = scene.Programme.Code, entryOn = "2023-10-01" });
        ada = await scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Value == "u1").Select(i => i.PersonId).SingleAsync());
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F025")]
    public async Task NewCheck_AfterAHandRelease_IsSent_AndItsPassEnrols()
    {
        await AnswerAsync(1, "IdentityVerificationFailed");
        await ReleaseAsync();
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(ada)).Status);

        var asked = await AskAsync(Role.AdmissionsOfficer);

        Assert.Equal(Reference(2), asked.Value);
        await scene.DrainAsync("OIV");
        Assert.Equal([(Reference(1), OutboxState.Withdrawn), (Reference(2), OutboxState.Delivered)], (await scene.ToldAsync("F025")).Select(m => (m.Key, m.State)));
        Assert.Equal(["case", "student", "familyName", "givenNames", "dateOfBirth"], Fields.Of((await scene.ToldAsync("F025"))[1]));
        Assert.Equal([VerificationState.Requested, VerificationState.Failed], (await record.OverviewAsync(ada)).Verifications.OrderByDescending(v => v.CaseReference).Select(v => v.State));
        Assert.Contains("AskForVerification", await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == ada).Select(e => e.Act).ToListAsync()));

        await AnswerAsync(2, "IdentityVerified");
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(ada)).Status);
    }

    [Fact]
    public async Task NewCheckThatFails_HoldsAgain_UnderItsOwnCase()
    {
        await AnswerAsync(1, "IdentityVerified");
        Assert.True((await AskAsync()).Succeeded);
        await AnswerAsync(2, "FraudSuspected");
        Assert.Equal(["Identity verification"], await record.HoldsAsync(ada));
    }

    [Fact]
    [ChangesTheRecord("F026")]
    [RefusedOnArrival("F026")]
    public async Task PendingAnswer_IsKept_AndNeverTakesAFinalResultBack()
    {
        await AnswerAsync(1, "IdentityVerificationPending");
        Assert.Equal((VerificationState.Pending, (DateTimeOffset?)null), Assert.Single((await record.OverviewAsync(ada)).Verifications) is var check ? (check.State, check.DecidedAt) : default);
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(ada)).Status);
        await AnswerAsync(1, "IdentityVerified", 2);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F026", "IdentityVerificationPending", Reference(1), new { @case = Reference(1) }, 3)).State);
        Assert.Equal(VerificationState.Passed, Assert.Single((await record.OverviewAsync(ada)).Verifications).State);
        Assert.Equal((InboxState.Parked, "UNKNOWN_REFERENCE"), await scene.SayAsync("F026", "IdentityVerificationPending", "nobody-V1", new { @case = "nobody-V1" }) is var unknown ? (unknown.State!.Value, unknown.Code) : default);
    }

    [Fact]
    public async Task NewCheck_WhileOneIsOpen_OrOfWhoIsNotHere_IsRefused()
    {
        Assert.Equal(["CHECK_IS_OPEN"], (await AskAsync()).Refusals.Select(r => r.Code));
        var stranger = await scene.Registry.Given.PersonAsync();
        Assert.Equal(["NOT_HERE"], (await scene.Registry.Get<VerificationService>().AskAgainAsync(stranger.Id, scene.Registry.As(Role.RegistryOfficer))).Refusals.Select(r => r.Code));
        Assert.Equal(["PERSON_UNKNOWN"], (await scene.Registry.Get<VerificationService>().AskAgainAsync(1, scene.Registry.As(Role.RegistryOfficer))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task NobodyAsks_ButWhoKeepsPeople()
    {
        await AnswerAsync(1, "IdentityVerificationFailed");
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.Persons) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AskAsync(role));
        }
    }

    private string Reference(int number) => $"{scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == ada).Select(p => p.StudentNumber).SingleAsync()).GetAwaiter().GetResult()}-V{number}";

    private Task<Domain.Outcome<string>> AskAsync(Role role = Role.RegistryOfficer) => scene.Registry.Get<VerificationService>().AskAgainAsync(ada, scene.Registry.As(role) with { Act = "AskForVerification" });

    private Task AnswerAsync(int number, string answer, int version = 1) => scene.SaidAsync("F026", answer, Reference(number), new { @case = Reference(number), confidence = 50 }, version);

    private async Task ReleaseAsync()
    {
        var hold = await scene.Registry.ReadAsync(db => db.Set<Hold>().AsNoTracking().SingleAsync(h => h.PersonId == ada));
        Assert.Empty((await scene.Registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, scene.Registry.As(Role.RegistryManager))).Refusals);
    }
}
