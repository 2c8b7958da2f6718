using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What the sponsor's authority (F051) and the loans company (F049) are told of a student: with just these fields, and not when it is no longer so before it went.</summary>
public sealed class StatutoryGateTests : IAsyncLifetime
{
    private const string Reported = "cas engagement circumstance programme eventDate";
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("UKVI", "SLC");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F051", "NonEnrolmentReported", EnrolmentStep.NoShow, Reported)]
    [InlineData("F051", "ChangeOfCircumstanceReported", EnrolmentStep.Withdraw, Reported)]
    [InlineData("F051", "ChangeOfCircumstanceReported", EnrolmentStep.Interrupt, Reported)]
    [InlineData("F049", "SlcChangeOfCircumstance", EnrolmentStep.NoShow, "supportNumber engagement circumstance effectiveOn")]
    [InlineData("F049", "SlcChangeOfCircumstance", EnrolmentStep.Withdraw, "supportNumber engagement circumstance effectiveOn")]
    [ExactFields]
    [RefusedAtSend]
    public async Task Step_IsReportedWithJustTheseFields_AndNotWhenItWasTakenBackBeforeItWent(string flow, string type, EnrolmentStep step, string fields)
    {
        var engagement = step == EnrolmentStep.NoShow ? await ConcernedAsync() : await EnrolledAsync();

        await scene.TakeAsync(engagement, step, new DateOnly(2024, 5, 1), step == EnrolmentStep.Withdraw ? "11" : null);
        var told = await scene.LastAsync(flow, type);
        Assert.Equal(fields.Split(' '), Fields.Of(told));
        await scene.UndoAsync(engagement);
        await Hub.DrainAsync(told.Destination);
        var then = (await Hub.ToldAsync(flow, type)).Single(m => m.Id == told.Id);
        Assert.Equal((OutboxState.Withdrawn, StatusReportGate.Corrected), (then.State, then.LastError));
        Assert.DoesNotContain(await Hub.ToldAsync(flow), m => m is { State: OutboxState.Delivered, Type: "NonEnrolmentReported" or "ChangeOfCircumstanceReported" or "SlcChangeOfCircumstance" });
    }

    /// <summary>The hub died with it in hand: it may have gone, so that what sets it right must go; and that the authority has it is no drift.</summary>
    [Fact]
    public async Task Report_WhoseSenderDied_IsSetRight_ThoughItIsNotSentAgain()
    {
        var engagement = await EnrolledAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        var told = await scene.LastAsync("F051", "ChangeOfCircumstanceReported");
        await using (var dying = Hub.Registry.CreateDbContext())
        {
            Assert.Contains(await OutboxClaims.TakeAsync(dying, "UKVI", 10, Hub.Registry.Clock.Now, default), m => m.Id == told.Id);
        }

        Hub.Registry.Clock.Advance(OutboxClaims.Length + TimeSpan.FromSeconds(1));
        await scene.UndoAsync(engagement);
        await Hub.DrainAsync("UKVI");
        var both = await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported");
        Assert.Equal([(OutboxState.Withdrawn, false), (OutboxState.Delivered, false)], both.OrderBy(m => m.Sequence).Select(m => (m.State, m.NeverLeft)));

        var today = Hub.Registry.Clock.Today;
        var figure = new PartnerFigure { Id = "all", From = today.AddDays(-1), To = today.AddDays(1), Items = [.. both.Select(m => new PartnerItem(m.Key, m.Sequence))] };
        var answer = await Hub.Registry.Get<ReconciliationDoor>().TakeAsync("F051", "UKVI", JsonSerializer.Serialize(figure, JsonSerializerOptions.Web), "http", default);
        Assert.Empty(answer.Refusals);
        Assert.Equal(0, await Hub.Registry.ReadAsync(db => db.Set<DriftItem>().CountAsync()));
    }

    /// <summary>Whatever was tried once may be there, also when it is asked for again and does not hold any more by then.</summary>
    [Fact]
    public async Task Report_ThatWentAndIsAskedForAgain_IsSetRight_ThoughItDoesNotGoAgain()
    {
        var engagement = await EnrolledAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await Hub.DrainAsync("UKVI");
        var told = await scene.LastAsync("F051", "ChangeOfCircumstanceReported");
        Assert.Empty((await Hub.Registry.Get<OutboxService>().SendAgainAsync(told.Id, Hub.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await scene.UndoAsync(engagement);
        await Hub.DrainAsync("UKVI");
        var both = await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported");
        Assert.Equal([(OutboxState.Withdrawn, true), (OutboxState.Delivered, true)], both.OrderBy(m => m.Sequence).Select(m => (m.State, m.MayHaveLeft)));
    }

    [Fact]
    public async Task Interruption_AndTheReturnFromIt_AreBothReported_ThoughTheStudentIsBackWhenTheyGo()
    {
        var engagement = await EnrolledAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 4, 1));
        await scene.TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 5, 1));
        await Hub.DrainAsync("UKVI");
        Assert.Equal([("Interrupted", OutboxState.Delivered), ("Enrolled", OutboxState.Delivered)], (await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported")).Select(m => (Fields.Of(m, "circumstance")!, m.State)));
    }

    /// <summary>A name, a birth and a nationality go to the sponsor's authority with it.</summary>
    [Fact]
    [ExactFields("F051")]
    [RefusedAtSend("F051")]
    public async Task AmendedCas_HasJustTheseFields_AndDoesNotGoWhenTheSponsorshipHasEndedBefore()
    {
        var engagement = await ConcernedAsync();
        await Hub.DrainAsync("UKVI");
        await scene.TakeAsync(engagement, EnrolmentStep.Defer, new DateOnly(2024, 6, 1), newStart: new DateOnly(2024, 10, 1));
        Assert.Equal(["student", "familyName", "givenNames", "dateOfBirth", "nationality", "engagement", "programme", "start", "expectedEnd", "requestNo"], Fields.Of(await scene.LastAsync("F051", "CasAmended")));
        await SponsorAsync(engagement, false);
        await Hub.DrainAsync("UKVI");
        AtSend.Withdrawn(await scene.LastAsync("F051", "CasAmended"));
        Assert.Equal([("CasRequested", OutboxState.Delivered), ("CasAmended", OutboxState.Withdrawn)], (await Hub.ToldAsync("F051")).Where(m => m.Type.StartsWith("Cas", StringComparison.Ordinal)).Select(m => (m.Type, m.State)));
    }

    /// <summary>Somebody has begun: they are told, and decide themselves what is left to do.</summary>
    [Fact]
    public async Task CaseThatSomebodyHasInHand_IsLeftToThem_WithTheWordThatNothingWasSent()
    {
        var (engagement, officer) = (await ConcernedAsync(), TestRegistry.Caller(Role.SponsorshipOfficer));
        await scene.TakeAsync(engagement, EnrolmentStep.NoShow, new DateOnly(2023, 11, 1));
        var about = await CaseAsync(engagement);
        Assert.Empty((await scene.Registry.Get<InterventionService>().TakeInHandAsync(new ActOnIntervention { Id = about.Id, Version = about.Version, Text = "Cora" }, scene.Registry.As(officer))).Refusals);
        await scene.UndoAsync(engagement);
        await Hub.DrainAsync("UKVI");
        about = await CaseAsync(engagement);
        Assert.Equal((InterventionState.InHand, "Cora"), (about.State, about.Owner));
        Assert.EndsWith(SponsorCases.NeverSent, about.Summary, StringComparison.Ordinal);
    }

    /// <summary>A kill between the withdrawal of a report and its case.</summary>
    [Fact]
    public async Task CaseThatWasLeftBehind_IsTakenBackAtNight_AndNotEscalated()
    {
        var engagement = await ConcernedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.NoShow, new DateOnly(2023, 11, 1));
        await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Type == "NonEnrolmentReported").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Withdrawn)));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(30));
        await scene.Registry.Get<EscalateCasesJob>().ExecuteAsync(new JobRun(1, nameof(EscalateCasesJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
        Assert.Equal(InterventionState.Withdrawn, (await CaseAsync(engagement)).State);
    }

    /// <summary>Accepted, sponsored, and known to the loans company.</summary>
    private async Task<Engagement> ConcernedAsync(bool isSponsored = true)
    {
        var engagement = await scene.AcceptedAsync(isSponsored);
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == engagement.PersonId).Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1)));
        return engagement;
    }

    /// <summary>Enrolled, and sponsored from then on.</summary>
    private async Task<Engagement> EnrolledAsync()
    {
        var engagement = await ConcernedAsync(isSponsored: false);
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await SponsorAsync(engagement, true);
        return engagement;
    }

    private Task<Intervention> CaseAsync(Engagement engagement) => scene.Registry.ReadAsync(db => db.Set<Intervention>().AsNoTracking().SingleAsync(i => i.PersonId == engagement.PersonId && i.Kind == InterventionKind.Sponsor));

    private async Task SponsorAsync(Engagement engagement, bool isSponsored)
    {
        var version = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(engagement.Id, version, isSponsored, scene.Registry.As(Role.RegistryOfficer))).Refusals);
    }
}
