using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>What a message waits for may be done by hand: it is applied at the next sweep, as a message would have woken it.</summary>
public sealed class WokenByHandTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private ModuleOccurrence module = null!;

    private TestRegistry Registry => scene.Registry;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        module = await Registry.Given.OccurrenceAsync("BBB-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("BBB-1", 100m));
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AHoldReleasedAtTheDesk_LetsTheSelectionThroughThatWaitsUnderIt()
    {
        var student = await StudentAsync(enrolled: true, p => p.Held(Blocks.Registration));
        Parked(await SelectAsync(student));
        var hold = await Registry.ReadAsync(db => db.Set<Hold>().SingleAsync());

        Assert.Empty((await Registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, Registry.As(Role.RegistryManager))).Refusals);

        await AppliedAsync();
        Assert.True(await IsOnAsync(student));
    }

    [Fact]
    public async Task HoldsReleasedByFile_LetTheSelectionsThrough()
    {
        var student = await StudentAsync(enrolled: true, p => p.Held(Blocks.Registration));
        Parked(await SelectAsync(student));
        var file = new MemoryStream(Encoding.UTF8.GetBytes($"student,office\n{student.Person.StudentNumber},Finance"));
        var run = await Registry.Get<BulkService>().UploadAsync("release-holds", "holds.csv", file, Registry.As(Role.FeesOfficer));
        await RunJobsAsync();
        Assert.Empty((await Registry.Get<BulkService>().ApplyAsync(run.Value, Registry.As(Role.FeesOfficer))).Refusals);
        await RunJobsAsync();

        await AppliedAsync();
        Assert.True(await IsOnAsync(student));
    }

    [Fact]
    public async Task AnEnrolmentConfirmedAtTheDesk_LetsTheSelectionThroughThatWaitsForIt()
    {
        var student = await StudentAsync(enrolled: false);
        Parked(await SelectAsync(student));

        Assert.Empty((await Registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = student.Id, Version = await VersionAsync(student) }, Registry.As(Role.RegistryOfficer))).Refusals);

        await AppliedAsync();
        Assert.True(await IsOnAsync(student));
    }

    [Fact]
    public async Task APermissionThatIsKeyed_EnrolsAndLetsTheSelectionThrough()
    {
        var student = await StudentAsync(enrolled: false);
        Assert.Empty((await Registry.Get<EngagementService>().SponsorAsync(student.Id, await VersionAsync(student), true, Registry.As(Role.RegistryOfficer))).Refusals);
        Parked(await SelectAsync(student));

        var keyed = new RecordPermission { PersonId = student.PersonId, CasNumber = "E4G1", State = PermissionState.Granted, ValidFrom = new DateOnly(2023, 9, 1), ValidUntil = new DateOnly(2027, 1, 31), DecidedOn = new DateOnly(2023, 8, 1) };
        Assert.Empty((await Registry.Get<SponsorshipService>().RecordAsync(keyed, Registry.As(Role.SponsorshipOfficer))).Refusals);

        await AppliedAsync();
        Assert.True(await IsOnAsync(student));
    }

    [Fact]
    public async Task ARegistrationAtTheDesk_LetsTheMarkInThatWaitsForIt()
    {
        Parked(await scene.SayAsync("F016", "AssessmentMarkSubmitted", "BBB-1/1", new { student = scene.Who, assessment = "BBB-1", attempt = 1, score = 61, submittedOn = "2023-11-15" }));

        Assert.Empty((await Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = scene.Engagement.Id, Wanted = [module.Id], On = new DateOnly(2023, 10, 2) }, Registry.As(Role.RegistryOfficer))).Refusals);

        await AppliedAsync();
        Assert.Equal(61m, (await Registry.ReadAsync(db => db.Set<Mark>().SingleAsync())).Score);
    }

    [Fact]
    public async Task AnAdjustmentGrantedByHand_IsEndedByTheMessageThatCameBeforeIt()
    {
        Parked(await scene.SayAsync("F063", "ReasonableAdjustmentEnded", "W-1|RA-1", new { student = scene.Who, adjustment = "RA-1", endsOn = "2024-01-31" }, 2));

        var granted = new AdjustmentOutcome { Student = new PersonRef("SIS", scene.Student.StudentNumber), Case = "W-1", Adjustment = "RA-1", Category = AdjustmentCategory.ExtraTime, Amount = 25, From = new DateOnly(2023, 10, 1), To = new DateOnly(2024, 8, 31) };
        Assert.Empty((await Registry.Get<AdjustmentService>().GrantAsync(granted, Registry.As(Role.AdjustmentsOfficer))).Refusals);

        await AppliedAsync();
        Assert.Equal(new DateOnly(2024, 1, 31), (await Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().SingleAsync(a => a.State == AdjustmentState.Withdrawn))).To);
    }

    /// <summary>Nothing that it waits for was done: the sweep leaves it alone.</summary>
    [Fact]
    public async Task WhatStillWaits_IsNotTried()
    {
        var student = await StudentAsync(enrolled: true, p => p.Held(Blocks.Registration));
        Parked(await SelectAsync(student));

        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await scene.SweepAsync();

        Assert.Equal(1, (await Registry.ReadAsync(db => db.Set<InboxMessage>().SingleAsync())).Attempts);
    }

    private static void Parked(Infrastructure.Integration.Receipt receipt) => Assert.True(receipt.State == InboxState.Parked, $"{receipt.State} {receipt.Code} {receipt.Reason}");

    private async Task AppliedAsync()
    {
        await scene.SweepAsync();
        var message = await Registry.ReadAsync(db => db.Set<InboxMessage>().SingleAsync());
        Assert.True(message.State == InboxState.Applied, $"{message.State} {message.ReasonCode} {message.Reason}");
    }

    private async Task<Engagement> StudentAsync(bool enrolled, Func<PersonStory, PersonStory>? story = null)
    {
        var person = await Registry.Given.PersonAsync(story);
        return await Registry.Given.EngagementAsync(person, scene.Programme, enrolled, numhus: $"{person.StudentNumber}-1");
    }

    private Task<Infrastructure.Integration.Receipt> SelectAsync(Engagement student) =>
        scene.SayAsync("F011", "ModuleSelectionSubmitted", $"sel-{student.Numhus}", new { student = new { system = "SIS", id = student.Person.StudentNumber }, occurrences = new[] { module.Key } });

    private Task<bool> IsOnAsync(Engagement student) => Registry.ReadAsync(db => db.Set<ModuleRegistration>().AnyAsync(r => r.EngagementId == student.Id && r.Status == RegistrationStatus.Registered));

    private Task<long> VersionAsync(Engagement student) => Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == student.Id).Select(e => e.Version).SingleAsync());

    private async Task RunJobsAsync()
    {
        while (await Registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }
}
