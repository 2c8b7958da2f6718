using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Work and pay of students (F033 to F036), and research proposals (F039): nothing is paid before the right to work is confirmed, nor after the student has left.</summary>
public sealed class WorkTellingTests : IAsyncLifetime
{
    private static readonly PayTerms Stipend = new(PayKind.Stipend, "EPSRC", "2024-06", 1, 1500m);
    private TellingScene scene = null!;

    private PayService Pay => scene.Registry.Get<PayService>();

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("HR", "PAY", "RP");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F033")]
    [RefusedAtSend("F033")]
    public async Task Work_IsProposedToHumanResources_AndNotWhenTheStudentHasLeftBeforeItWent()
    {
        await ProposeAsync();
        var told = await scene.LastAsync("F033", "StudentStaffRoleProposed");
        Assert.Equal(["role", "student", "familyName", "givenNames", "engagement", "title", "hoursPerWeek", "from", "to", "isSponsored"], Fields.Of(told));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Equal(["role", "student", "endsOn"], Fields.Of(await scene.LastAsync("F033", "StudentStaffRoleEnded")));
        await scene.Hub.DrainAsync("HR");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F033")).Select(m => m.State));
        AtSend.Withdrawn((await scene.Hub.ToldAsync("F033"))[0]);
        Assert.Equal(StaffRoleState.Ended, await scene.Registry.ReadAsync(db => db.Set<StudentStaffRole>().Select(r => r.State).SingleAsync()));
    }

    [Fact]
    [ExactFields("F035")]
    [RefusedAtSend("F035")]
    public async Task Hours_AreNotAuthorisedBeforeTheRightToWorkIsConfirmed_AndAreAfterIt()
    {
        var role = await ProposeAsync();
        var hours = new PayTerms(PayKind.Hours, "GTA", "2024-06", 1, 120m, role);
        Assert.Equal(["RIGHT_TO_WORK"], await AuthoriseAsync(hours));
        var key = await scene.Registry.ReadAsync(db => db.Set<StudentStaffRole>().Select(r => r.Key).SingleAsync());
        await scene.Hub.SaidAsync("F034", "StudentStaffRoleConfirmed", key, new { student = scene.Hub.Who, role = key, checkedOn = "2024-06-01", until = "2024-06-30" });
        Assert.Empty(await AuthoriseAsync(hours));
        Assert.Equal(["AUTHORISED"], await AuthoriseAsync(hours));
        Assert.Equal(["authorisation", "student", "engagement", "scheme", "period", "instalment", "amount"], Fields.Of(await scene.LastAsync("F035", "GtaHoursApproved")));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(40));
        await scene.Hub.DrainAsync("PAY");
        Assert.Equal((OutboxState.Withdrawn, "Human Resources do not confirm the right to work."), await scene.LastAsync("F035", "GtaHoursApproved") is var told ? (told.State, told.LastError) : default);
    }

    [Fact]
    public async Task Stipend_IsRevokedWhenTheStudentLeaves_AndIsNotSentAnyMore()
    {
        Assert.Empty(await AuthoriseAsync(Stipend));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("PAY");
        Assert.Equal([("StipendAuthorised", OutboxState.Withdrawn), ("PaymentAuthorisationRevoked", OutboxState.Delivered)], (await scene.Hub.ToldAsync("F035")).Select(m => (m.Type, m.State)));
        Assert.Equal(["authorisation", "student", "because"], Fields.Of(await scene.LastAsync("F035", "PaymentAuthorisationRevoked")));
        Assert.Equal(["NOT_ENROLLED"], await AuthoriseAsync(Stipend with { Instalment = 2 }));
    }

    [Fact]
    public async Task Payment_ClosesItsAuthorisation_AndIsEvidenceOfIt()
    {
        Assert.Empty(await AuthoriseAsync(Stipend));
        await scene.Hub.DrainAsync("PAY");
        var key = PayAuthorisation.KeyOf(scene.Hub.Student.StudentNumber, Stipend);
        await scene.Hub.SaidAsync("F036", "StipendPaid", "PAY-1", new { student = scene.Hub.Who, payment = "PAY-1", authorisation = key, scheme = "EPSRC", amount = 1500, paidOn = "2024-06-01" });
        Assert.True(Assert.Single((await scene.Registry.Get<MoneyQueries>().AccountAsync(scene.Hub.Student.Id, Support.TestRegistry.Caller(Role.FeesOfficer))).Aid).IsAuthorised);
        var held = await scene.Registry.ReadAsync(db => db.Set<PayAuthorisation>().SingleAsync());
        Assert.Equal(PayState.Paid, held.State);
        Assert.Equal("NOT_OPEN", (await Pay.RevokeAsync(held.Id, scene.Registry.As(Role.FeesOfficer))).Refusals.Single().Code);
    }

    [Fact]
    public async Task PaymentOfWhoHasLeft_StaysRevoked_AndIsWorkForTheFeesOffice_UntilItIsReturned()
    {
        Assert.Empty(await AuthoriseAsync(Stipend));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        var key = PayAuthorisation.KeyOf(scene.Hub.Student.StudentNumber, Stipend);
        await scene.Hub.SaidAsync("F036", "StipendPaid", "PAY-1", new { student = scene.Hub.Who, payment = "PAY-1", authorisation = key, scheme = "EPSRC", amount = 1500, paidOn = "2024-06-01" });

        Assert.Equal(PayState.Revoked, (await scene.Registry.ReadAsync(db => db.Set<PayAuthorisation>().SingleAsync())).State);
        Assert.Equal([($"payment that nothing authorises: {scene.Hub.Student.StudentNumber}, {key}", $"/students/{scene.Hub.Student.Id}/money")], await ToHaveBackAsync(Role.FeesOfficer));
        Assert.Empty(await ToHaveBackAsync(Role.RegistryOfficer));

        await scene.Hub.SaidAsync("F036", "PaymentReturned", "PAY-2", new { student = scene.Hub.Who, payment = "PAY-2", authorisation = key, scheme = "EPSRC", amount = 1500, paidOn = "2024-06-02" });
        Assert.Empty(await ToHaveBackAsync(Role.FeesOfficer));
    }

    private async Task<IEnumerable<(string, string)>> ToHaveBackAsync(Role role) =>
        (await scene.Registry.Services.GetServices<IWorkSource>().OfType<OverpaymentsWaiting>().Single().WaitingAsync(Support.TestRegistry.Caller(role), default)).Select(w => (w.One, w.Address));

    [Fact]
    public async Task Revocation_ByHand_IsTold()
    {
        Assert.Empty(await AuthoriseAsync(Stipend));
        var id = await scene.Registry.ReadAsync(db => db.Set<PayAuthorisation>().Select(a => a.Id).SingleAsync());
        Assert.Empty((await Pay.RevokeAsync(id, scene.Registry.As(Role.FeesOfficer))).Refusals);
        await scene.Hub.DrainAsync("PAY");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F035")).Select(m => m.State));
    }

    [Fact]
    [ExactFields("F039")]
    [RefusedAtSend("F039")]
    public async Task ResearchStudent_IsConfirmedForAProposal_UnlessTheyStopBeforeItGoes_AndThenItIsTakenBack()
    {
        var service = scene.Registry.Get<ResearcherService>();
        var engagement = await scene.AcceptedAsync();
        Assert.Equal("NOT_A_RESEARCHER", (await service.ConfirmAsync(new ConfirmResearcher { PersonId = scene.Hub.Student.Id, Proposal = "EP/1" }, scene.Registry.As(Role.RegistryOfficer))).Refusals.Single().Code);
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        Assert.Empty((await service.ConfirmAsync(new ConfirmResearcher { PersonId = engagement.PersonId, Proposal = "EP/1" }, scene.Registry.As(Role.RegistryOfficer))).Refusals);
        Assert.Equal(["student", "engagement", "proposal", "programme", "asOf", "expectedEnd"], Fields.Of(await scene.LastAsync("F039", "ResearcherEligibilityConfirmed")));
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        Assert.Equal(["student", "engagement", "asOf", "version"], Fields.Of(await scene.LastAsync("F039", "ResearcherEligibilityRevoked")));
        await scene.Hub.DrainAsync("RP");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F039")).Select(m => m.State));
        AtSend.Withdrawn((await scene.Hub.ToldAsync("F039"))[0]);
    }

    [Fact]
    public async Task Supervisor_IsToldToResearchSystems_AndATutorIsNot()
    {
        await scene.Hub.SaidAsync("F034", "PersonalTutorAssigned", "t", Relation("PersonalTutor"));
        await scene.Hub.SaidAsync("F034", "SupervisorAssigned", "s", Relation("Supervisor"));
        Assert.Equal(["student", "staff", "role", "from", "to", "version"], Fields.Of(Assert.Single(await scene.Hub.ToldAsync("F039", "SupervisorAssignmentShared"))));
    }

    private async Task<long> ProposeAsync() =>
        (await scene.Registry.Get<StaffRoleService>().ProposeAsync(new ProposeRole { PersonId = scene.Hub.Student.Id, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer))).Value;

    private async Task<IEnumerable<string>> AuthoriseAsync(PayTerms terms) =>
        (await Pay.AuthoriseAsync(new AuthorisePay { PersonId = scene.Hub.Student.Id, Terms = terms }, scene.Registry.As(Role.FeesOfficer))).Refusals.Select(r => r.Code);

    private object Relation(string role) => new { student = scene.Hub.Who, staff = "S0042", staffName = "Dr Ada Byron", role, from = "2023-10-01" };
}
