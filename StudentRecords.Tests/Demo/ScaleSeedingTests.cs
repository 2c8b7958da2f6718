using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.Scale;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Demo;

public sealed class ScaleSeedingTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task Seed_MakesSoMany_WithTheirTrail_AndGoesOnWhereItStopped()
    {
        Assert.True((await registry.Get<ScaleSeeding>().SeedAsync(40, null, CancellationToken.None)).Succeeded);
        Assert.Equal(60, (await registry.Get<ScaleSeeding>().SeedAsync(60, null, CancellationToken.None)).Value);
        Assert.Equal(60, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(300, await registry.ReadAsync(db => db.Set<ModuleRegistration>().CountAsync()));
        Assert.Equal(60, await registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Act == "SeedScale")));
    }

    [Fact]
    public async Task Seed_IntoARecordThatSomebodyElseBegan_IsRefused()
    {
        await registry.Given.PersonAsync();
        Assert.False((await registry.Get<ScaleSeeding>().SeedAsync(1, null, CancellationToken.None)).Succeeded);
    }

    public void Dispose() => registry.Dispose();
}
