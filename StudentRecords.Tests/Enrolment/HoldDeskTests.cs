using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

public sealed class HoldDeskTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task Desk_IsNarrowedByOwnerBlockAgeAndProgramme()
    {
        var old = await registry.Given.PersonAsync(p => p.Held(Blocks.Graduation, "Library").Held(Blocks.Registration | Blocks.Enrolment));
        await registry.Given.EngagementAsync(old, await registry.Given.ProgrammeAsync());
        registry.Clock.Advance(TimeSpan.FromDays(100));
        await registry.Given.PersonAsync(p => p.Held(Blocks.Graduation, "Library"));

        Assert.Equal(3, (await FindAsync()).Total);
        Assert.Equal(2, (await FindAsync(("source", "Library"))).Total);
        Assert.Equal("Finance", Assert.Single((await FindAsync(("block", "Registration"))).Rows).Source);
        Assert.Equal((100, "BSC-CS"), (await FindAsync(("source", "Library"), ("age", "90"))).Rows.Select(r => (r.Days, r.Programme)).Single());
        Assert.Equal(2, (await FindAsync(("programme", "BSC-CS"))).Total);
    }

    [Fact]
    public async Task ReleaseMany_ReleasesThoseThatItMay_AndSaysWhyNotTheOthers()
    {
        await registry.Given.PersonAsync(p => p.Held(Blocks.Graduation, "Library").Held(Blocks.Registration));
        var rows = (await FindAsync()).Rows;

        var results = await registry.Get<HoldService>().ReleaseManyAsync([.. rows.Select(r => new ReleaseHold { HoldId = r.Id, Version = r.Version })], registry.As(Role.RegistryOfficer));

        Assert.Equal(["NOT_THE_OWNER"], results.SelectMany(r => r.Refusals).Select(r => r.Code));
        Assert.Equal("Finance", Assert.Single((await FindAsync()).Rows).Source);
    }

    [Theory]
    [InlineData("F012", "RatifiedGradesPublished", "{}", Blocks.ResultsRelease, true)]
    [InlineData("F012", "RatifiedGradesPublished", "{}", Blocks.Graduation, false)]
    [InlineData("F012", "NotificationIssued", "{\"decision\":\"Award\"}", Blocks.ResultsRelease, true)]
    [InlineData("F012", "NotificationIssued", "{\"notice\":\"PlaceGiven\"}", Blocks.ResultsRelease, false)]
    [InlineData("F006", "ProgressionOutcomePublished", "{}", Blocks.ResultsRelease, true)]
    [InlineData("F006", "ProgressionOutcomePublished", "{}", Blocks.Graduation, false)]
    [InlineData("F006", "QualificationAwarded", "{}", Blocks.Graduation, true)]
    [InlineData("F006", "QualificationAwarded", "{}", Blocks.ResultsRelease, true)]
    [InlineData("F006", "QualificationAwarded", "{}", Blocks.Progression, false)]
    public async Task WhatTellsOfAResultOrAnAward_WaitsUnderTheHoldThatStopsIt(string flow, string type, string body, Blocks blocks, bool waits)
    {
        var person = await registry.Given.PersonAsync(p => p.Held(blocks, "Academic Integrity"));
        var message = new OutboxMessage(flow, "EWP", type, "k", "x", body, person.Id, registry.Clock.Now, null, "c");
        var gate = registry.Services.GetServices<IOutboundGate>().OfType<HoldGate>().Single(g => g.Guards == (flow, type));

        var verdicts = await registry.ReadAsync(db => gate.AskAsync(db, [message], registry.Clock.Now, CancellationToken.None));

        Assert.Equal(waits, verdicts.ContainsKey(message.Id));
    }

    [Fact]
    public async Task Results_OfSomebodyWhoseReleaseIsHeld_Wait()
    {
        var held = await registry.Given.PersonAsync(p => p.Held(Blocks.ResultsRelease, "Academic Integrity"));
        var free = await registry.Given.PersonAsync(p => p.Held(Blocks.Graduation, "Library"));
        OutboxMessage Grades(long person) => new("F012", "EWP", "RatifiedGradesPublished", $"{person}", "x", "{}", person, registry.Clock.Now, null, "c");
        List<OutboxMessage> messages = [Grades(held.Id), Grades(free.Id)];
        var gate = registry.Services.GetServices<IOutboundGate>().OfType<HoldGate>().Single(g => g.Guards == ("F012", "RatifiedGradesPublished"));

        var verdicts = await registry.ReadAsync(db => gate.AskAsync(db, messages, registry.Clock.Now, CancellationToken.None));

        Assert.Equal((messages[0].Id, registry.Clock.Now.AddMinutes(15)), verdicts.Select(v => (v.Key, v.Value.HoldUntil!.Value)).Single());
    }

    public void Dispose() => registry.Dispose();

    private Task<TablePage<HeldRow>> FindAsync(params (string Key, string Value)[] filters) =>
        registry.Get<HoldDeskQueries>().OpenAsync(new TableQuery { Filters = filters.ToDictionary(f => f.Key, f => f.Value) }, TestRegistry.Caller(Role.RegistryManager));
}
