using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

public sealed class HubDoorTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();

    public async Task InitializeAsync()
    {
        foreach (var service in registry.Services.GetServices<IHostedService>().Where(s => s.GetType().Name == "HubWriter"))
        {
            await service.StartAsync(stop.Token);
        }
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task Journey_FromApplicationToMark_IsAppliedThroughTheDoor()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        Assert.Equal(InboxState.Applied, (await Send("F001", "CM", Module())).State);
        Assert.Equal(InboxState.Applied, (await Send("F001", "CM", Programme())).State);
        Assert.Equal(InboxState.Applied, (await Send("F045", "UCAS", Applicant("u1"))).State);
        Assert.Equal(InboxState.Applied, (await Send("F005", "CRM", HandedOver("u1"))).State);
        var parked = await Send("F011", "EWP", Selection("u1"));
        Assert.Equal(InboxState.Parked, parked.State);
        Assert.Equal(InboxState.Applied, (await Send("F026", "OIV", Verified())).State);

        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync());
        Assert.Equal(RegistrationStatus.Registered, registration.Status);
        Assert.Equal(InboxState.Applied, (await Send("F016", "VLE", Messages.Mark("u1", 64m))).State);
        Assert.Equal(64m, (await registry.ReadAsync(db => db.Set<Mark>().SingleAsync())).Score);
        Assert.Equal(EngagementStatus.Enrolled, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
        Assert.Equal(["F025", "F012", "F003"], await registry.ReadAsync(db => db.Set<OutboxMessage>().OrderBy(m => m.Id).Select(m => m.Flow).ToListAsync()));
    }

    [Fact]
    public async Task Repeat_IsAnsweredWithTheFirstOutcome_AndChangesNothing()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var again = await Send("F045", "UCAS", Applicant("u1"));
        Assert.True(again.Repeated);
        Assert.Equal(InboxState.Applied, again.State);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task SameKeyWithAnotherBody_IsQuarantinedAsConflict_AndOverwritesNothing()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var other = await Send("F045", "UCAS", Applicant("u1", family: "Other"));
        Assert.Equal("CONFLICT", other.Code);
        Assert.Equal("Achebe", (await registry.ReadAsync(db => db.Set<Person>().SingleAsync())).FamilyName);
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
        var third = await Send("F045", "UCAS", Applicant("u1", family: "Other"));
        Assert.True(third.Repeated);
    }

    [Fact]
    public async Task TextThatIsNoMessage_IsTurnedAway_AndTheRestIsTaken()
    {
        var receipts = await registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", ["{not json", Applicant("u1")], "http", null, default);
        Assert.True(receipts[0].Turned);
        Assert.Equal("MALFORMED", receipts[0].Code);
        Assert.Equal(InboxState.Applied, receipts[1].State);
    }

    [Fact]
    public async Task MarkOfWhatWasEnteredByHand_IsQuarantined_AndTheHandMarkStays()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        foreach (var (flow, source, text) in ((string, string, string)[])[("F001", "CM", Module()), ("F001", "CM", Programme()), ("F045", "UCAS", Applicant("u1")), ("F005", "CRM", HandedOver("u1")), ("F026", "OIV", Verified()), ("F011", "EWP", Selection("u1"))])
        {
            await Send(flow, source, text);
        }

        await registry.SaveAsync(db =>
        {
            var mark = new Mark(db.Set<ModuleRegistration>().Single(), db.Set<AssessmentComponent>().Single(c => c.Key == Messages.Assessment), 1, 1, 58m, null, false, "Mia Marker");
            db.AddRange(mark, ModerationEntries.EnteredByHand(mark, TestRegistry.Caller(Role.Marker), registry.Clock.Now, "Scripts of the June paper"));
        });

        Assert.Equal("MARK_BY_HAND", (await Send("F016", "VLE", Messages.Mark("u1", 64m, 7))).Code);
        Assert.Equal(58m, (await registry.ReadAsync(db => db.Set<Mark>().SingleAsync())).Score);
    }

    [Fact]
    public async Task MarkOutsideTheScale_IsQuarantinedWithItsPlace()
    {
        var receipt = await Send("F016", "VLE", Messages.Mark("u1", 101m));
        Assert.Equal(InboxState.Quarantined, receipt.State);
        Assert.Contains("/score", receipt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyOfTheSameNameAndBirthDate_IsLeftToASteward()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var second = await Send("F045", "UCAS", Applicant("u2"));
        Assert.Equal("IDENTITY_AMBIGUOUS", second.Code);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
    }

    [Fact]
    public async Task Source_ThatDoesNotOwnTheFlow_IsRefused() => Assert.Equal("NOT_YOURS", HubDoor.Refuses("F016", "CRM")!.Code);

    [Fact]
    public async Task Enrolment_IsNotConfirmedBeforeTheHoldIsReleased()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        await Send("F001", "CM", Module());
        await Send("F001", "CM", Programme());
        await Send("F045", "UCAS", Applicant("u1"));
        await Send("F010", "FIN", HoldPlaced("u1"));
        await Send("F005", "CRM", HandedOver("u1"));
        await Send("F026", "OIV", Verified());
        Assert.Equal(EngagementStatus.Expected, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
        await Send("F010", "FIN", HoldReleased("u1"));
        Assert.Equal(EngagementStatus.Enrolled, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
    }

    private async Task<Receipt> Send(string flow, string source, string message) =>
        (await registry.Get<HubDoor>().SubmitAsync(flow, source, [message], "http", null, default)).Single();
}
