using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.House;

/// <summary>Roll-calls: every table has a mapping that somebody wrote, every room a keeper, every role something to do.</summary>
public sealed class RollCallTests
{
    [Fact]
    public void EveryEntity_HasAMappingOfItsOwn()
    {
        using var registry = new TestRegistry();
        using var db = registry.CreateDbContext();
        var mapped = typeof(RegistryServices).Assembly.GetTypes().SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)).Select(i => i.GetGenericArguments()[0]).ToHashSet();
        var entities = db.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.ClrType).Where(t => t.Assembly != typeof(IdentityUser).Assembly);
        Offenders.None(entities.Where(e => !mapped.Contains(e)));
    }

    [Fact]
    public void EveryRoom_HasSomebodyWhoWorksThere() =>
        Offenders.None(Enum.GetValues<Room>().Where(room => !Enum.GetValues<Role>().Any(role => role != Role.Auditor && AccessTable.For(role, room) > Level.None)));

    [Fact]
    public void EveryRole_MayDoSomething() =>
        Offenders.None(Enum.GetValues<Role>().Where(role => !Enum.GetValues<Room>().Any(room => AccessTable.For(role, room) > Level.None)));

    [Fact]
    public void TheAuditor_SeesAllRoomsButTheExaminersDeskAndChangesNone() =>
        Assert.All(Enum.GetValues<Room>(), room => Assert.Equal(room == Room.ExaminerDesk ? Level.None : Level.See, AccessTable.For(Role.Auditor, room)));

    [Fact]
    public void TheExternalExaminer_SeesTheDeskAndNothingElse() =>
        Assert.All(Enum.GetValues<Room>(), room => Assert.Equal(room == Room.ExaminerDesk ? Level.Decide : Level.None, AccessTable.For(Role.ExternalExaminer, room)));
}
