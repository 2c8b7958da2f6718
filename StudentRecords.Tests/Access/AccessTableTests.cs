using StudentRecords.Domain.Access;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Access;

/// <summary>What must hold of the table whatever is written into it.</summary>
public sealed class AccessTableTests
{
    public static TheoryData<Room> Rooms => [.. Enum.GetValues<Room>()];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public void EveryRole_OpensSomething(Role role) => Assert.Contains(Enum.GetValues<Room>(), room => AccessTable.For(role, room) >= Level.See);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void EveryRoom_CanBeChangedBySomebody(Room room) =>
        Assert.True(room is Room.AuditTrail || Enum.GetValues<Role>().Any(role => AccessTable.For(role, room) >= Level.Change), $"Nobody may change {room}.");

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Auditor_SeesAndChangesNothing(Room room) => Assert.True(AccessTable.For(Role.Auditor, room) <= Level.See);

    [Fact]
    public void AuditTrail_IsChangedByNobody() => Assert.All(Enum.GetValues<Role>(), role => Assert.True(AccessTable.For(role, Room.AuditTrail) <= Level.See));

    [Fact]
    public void ExternalExaminer_OpensTheDeskAndNothingElse() =>
        Assert.Equal([Room.ExaminerDesk], Enum.GetValues<Room>().Where(room => AccessTable.For(Role.ExternalExaminer, room) > Level.None));

    [Fact]
    public void ExaminerDesk_IsOpenToExaminersOnly() =>
        Assert.Equal([Role.ExternalExaminer], Enum.GetValues<Role>().Where(role => AccessTable.For(role, Room.ExaminerDesk) > Level.None));

    [Fact]
    public void Administrator_DecidesOnUsersAndSeesNoStudents()
    {
        Assert.Equal([Role.Administrator], Enum.GetValues<Role>().Where(role => AccessTable.For(role, Room.Users) >= Level.Change));
        Assert.All([Room.Persons, Room.Marks, Room.SpecialCategory, Room.Money], room => Assert.Equal(Level.None, AccessTable.For(Role.Administrator, room)));
    }

    [Fact]
    public void May_OfSeveralRoles_IsTheWidestOfThem()
    {
        var caller = TestRegistry.Caller(Role.Marker, Role.Moderator);
        Assert.True(caller.May(Room.Marks, Level.Decide));
        Assert.False(caller.May(Room.Persons, Level.See));
    }

    [Fact]
    public void May_WhenTheRoleIsHeldForAnotherFaculty_IsRefused()
    {
        var caller = new Caller("priya", 1, [new RoleGrant(Role.ProgrammeAdministrator, new Scope(ScopeKind.Faculty, "SCI"))]);
        Assert.True(caller.May(Room.Marks, Level.Change, new Scope(ScopeKind.Faculty, "SCI")));
        Assert.False(caller.May(Room.Marks, Level.Change, new Scope(ScopeKind.Faculty, "ART")));
    }

    [Fact]
    public void Demand_WhenNothingIsWritten_ThrowsWithASentence()
    {
        var refused = Assert.Throws<UnauthorizedAccessException>(() => TestRegistry.Caller(Role.Marker).Demand(Room.BoardDecisions, Level.Decide));
        Assert.Contains("may not decide on board decisions", refused.Message, StringComparison.Ordinal);
    }
}
