using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F003 for groups: timetabling hears who is in those that it does not own, and of the exceptions that are pinned in its own.</summary>
public sealed class GroupTellingTests : IAsyncLifetime
{
    private const string Code = "CS1-2023-A";
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("TTB");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MemberOfAGroupOfTheRegistry_IsToldWithJustTheseFields()
    {
        await ChangeAsync(await MakeAsync(), MembershipAct.Add);
        var told = Assert.Single(await ToldAsync());
        Assert.Equal(["student", "group", "title", "owner", "isIn", "isPinned", "effectiveOn"], Fields.Of(told));
        Assert.Equal((Hub.Student.StudentNumber, Code, "Registry", "True", "False", "2024-06-03"), (Fields.Of(told, "student"), Fields.Of(told, "group"), Fields.Of(told, "owner"), Fields.Of(told, "isIn"), Fields.Of(told, "isPinned"), Fields.Of(told, "effectiveOn")));
        await Hub.DrainAsync("TTB");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await ToldAsync()).State);
    }

    [Fact]
    public async Task MemberWhoLeftBeforeItWent_IsToldAsGoneOnly()
    {
        var group = await MakeAsync();
        await ChangeAsync(group, MembershipAct.Add);
        await ChangeAsync(group, MembershipAct.End);
        await Hub.DrainAsync("TTB");
        Assert.Equal([("True", OutboxState.Withdrawn), ("False", OutboxState.Delivered)], (await ToldAsync()).Select(m => (Fields.Of(m, "isIn")!, m.State)));
    }

    [Fact]
    public async Task GroupOfTimetabling_IsNotToldToItself_ButWhatIsPinnedIs()
    {
        await Hub.SaidAsync("F004", "TeachingGroupAllocated", Code, new { group = Code, title = "A", kind = "Seminar", academicYear = "2023/24", from = "2023-10-01", students = new[] { Hub.Who } });
        Assert.Empty(await ToldAsync());
        var group = (await scene.Registry.Get<GroupQueries>().GroupsAsync(new Infrastructure.Store.Paging.TableQuery(), TestRegistry.Caller(Role.RegistryManager))).Rows.Single().Id;
        await ChangeAsync(group, MembershipAct.PinOut);
        var told = Assert.Single(await ToldAsync());
        Assert.Equal(("TTB", "False", "True"), (Fields.Of(told, "owner"), Fields.Of(told, "isIn"), Fields.Of(told, "isPinned")));
    }

    private async Task<long> MakeAsync() =>
        (await scene.Registry.Get<GroupService>().MakeAsync(new MakeGroup { Code = Code, Title = "First year, A", Kind = GroupKind.Cohort, Owner = "Registry", AcademicYear = "2023/24" }, scene.Registry.As(Role.RegistryManager))).Value;

    private async Task ChangeAsync(long group, MembershipAct act) =>
        Assert.Empty((await scene.Registry.Get<GroupService>().ChangeAsync(new ChangeMembership { GroupId = group, StudentNumber = Hub.Student.StudentNumber, Act = act }, scene.Registry.As(Role.RegistryManager))).Refusals);

    private async Task<IReadOnlyList<OutboxMessage>> ToldAsync() => [.. (await Hub.ToldAsync("F003", "StudentRosterChanged")).Where(m => Fields.Of(m).Contains("group"))];
}
