using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Tests.Support;

public sealed class GivenTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Fact]
    public async Task AStudentWithMarks_IsSavedWhole()
    {
        var occurrence = await registry.Given.OccurrenceAsync();
        var registration = await registry.Given.StudentAsync(occurrence, 63.5m, null);

        var marks = await registry.ReadAsync(db => db.Set<Mark>().Where(m => m.RegistrationId == registration.Id).OrderBy(m => m.Id).Select(m => m.Score).ToListAsync());
        var statuses = await registry.ReadAsync(db => db.Set<StatusEntry>().Where(s => s.PersonId == registration.PersonId).Select(s => s.Status).ToListAsync());

        Assert.Equal([63.5m, null], marks);
        Assert.Equal([EngagementStatus.Expected, EngagementStatus.Enrolled], statuses);
    }

    [Fact]
    public async Task EachRegistry_HasADatabaseOfItsOwn()
    {
        using var other = new TestRegistry();
        await registry.Given.PersonAsync();

        Assert.Equal(0, await other.ReadAsync(db => db.Set<AuditEntry>().CountAsync()));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync()));
    }

    [Fact]
    public void As_GivesAChangeByThatRole() => Assert.True(registry.As(Role.RegistryOfficer).Caller.Holds(Role.RegistryOfficer));

    public void Dispose() => registry.Dispose();
}
