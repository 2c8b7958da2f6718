using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Curriculum;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>What the tabs of a record are told.</summary>
public sealed class RecordReadTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task Results_TellEveryVersionAndWhichOneCounts()
    {
        var occurrence = await registry.Given.OccurrenceAsync();
        var registration = await registry.Given.StudentAsync(occurrence, 40m, 55m);
        var first = await registry.Given.MarkAsync(registration, occurrence.Components[0], 62m, version: 2);
        await registry.SaveAsync(db => { foreach (var old in db.Set<Domain.Assessment.Mark>().Where(m => m.ComponentId == first.ComponentId && m.MarkVersion == 1)) { old.Supersede(); } });

        var module = Assert.Single(await registry.Get<ResultQueries>().OfPersonAsync(registration.PersonId, TestRegistry.Caller(Role.RegistryOfficer)));

        var component = module.Components.Single(c => c.Key == occurrence.Components[0].Key);
        Assert.Equal((62m, 2), (component.Current!.Score!.Value, component.Marks.Count));
        Assert.Null(module.Decision);
    }

    [Fact]
    public async Task Account_SumsChargesReversalsAndPayments()
    {
        var registration = await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync());
        var charge = new FeeCharge(registration.PersonId, registration.EngagementId, "2023/24", "X", 1, 600m, "R", "Enrolled", "c", registry.Clock.Now);
        await registry.SaveAsync(db => db.AddRange(charge, charge.Reverse("Withdrawn", "c", registry.Clock.Now),
            new FeeCharge(registration.PersonId, registration.EngagementId, "2023/24", "Y", 1, 300m, "R", "Enrolled", "c", registry.Clock.Now), new Payment(registration.PersonId, "P1", 120.50m, new DateOnly(2024, 1, 2))));

        var account = await registry.Get<MoneyQueries>().AccountAsync(registration.PersonId, TestRegistry.Caller(Role.FeesOfficer));

        Assert.Equal((300m, 120.50m, 179.50m), (account.Charged, account.Paid, account.Due));
        Assert.True(account.Charges.Single(c => c.Id == charge.Id).IsReversed);
    }

    [Fact]
    public async Task CatalogueCounts_AreTheRegistrationsThatStand()
    {
        var occurrence = await registry.Given.OccurrenceAsync();
        await registry.Given.StudentAsync(occurrence, 40m);
        var left = await registry.Given.StudentAsync(occurrence, 50m);
        await registry.SaveAsync(db => { db.Attach(left); left.Withdraw(new DateOnly(2023, 11, 1)); });
        var queries = registry.Get<CurriculumQueries>();

        var run = Assert.Single((await queries.ModuleAsync(occurrence.ModuleId, TestRegistry.Caller(Role.RegistryOfficer)))!.Occurrences);
        Assert.Equal((1, 1), (run.Registered, run.Withdrawn));
        Assert.Null(Assert.Single((await queries.ModuleAsync(occurrence.ModuleId, TestRegistry.Caller(Role.Marker)))!.Occurrences).Registered);
        Assert.Equal(1, (await queries.ModulesAsync(new TableQuery { Search = "aaa" }.With("year", "2023/24"), TestRegistry.Caller(Role.Marker))).Total);
        Assert.Equal(0, (await queries.ModulesAsync(new TableQuery().With("year", "1999/00"), TestRegistry.Caller(Role.Marker))).Total);
    }

    public void Dispose() => registry.Dispose();
}
