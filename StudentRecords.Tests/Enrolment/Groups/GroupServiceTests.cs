using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Groups;

/// <summary>A group has one owner; nobody else says who is in it, and an exception outlives the owner's lists.</summary>
public sealed class GroupServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private GroupService Groups => registry.Get<GroupService>();

    private ChangeContext Timetabling => registry.AsSystem("TTB");

    [Fact]
    public async Task Make_WithoutAnythingRight_IsRefusedForEach()
    {
        var outcome = await Groups.MakeAsync(new MakeGroup { Code = " ", Title = "", Kind = GroupKind.Tutorial, Owner = "Nobody", AcademicYear = "2024" }, registry.As(Role.RegistryOfficer));
        Assert.Equal(["AcademicYear", "Code", "Owner", "Title"], outcome.Refusals.Select(r => r.Field).Order());
    }

    [Fact]
    public async Task Make_WithACodeThatIsTaken_IsRefused()
    {
        await MakeAsync("Registry");
        Assert.Equal("GROUP_TAKEN", Assert.Single((await MakeAsync("Registry")).Refusals).Code);
    }

    [Fact]
    public async Task AChangeByAnother_IsRefused_WhoeverItIs()
    {
        var (lab, person) = ((await MakeAsync("TTB")).Value, await registry.Given.PersonAsync());
        Assert.Equal("NOT_THE_OWNER", Assert.Single((await ChangeAsync(lab, person, MembershipAct.Add, registry.As(Role.RegistryManager))).Refusals).Code);
        Assert.Equal("NOT_THE_OWNER", Assert.Single((await Groups.TakeListAsync(List(person), registry.AsSystem("VLE"))).Refusals).Code);
        Assert.Empty((await Groups.TakeListAsync(List(person), Timetabling)).Refusals);
        Assert.Equal([person.Id], await InAsync());
    }

    [Fact]
    public async Task AnOfficesGroup_IsNotChangedByASystem()
    {
        var (cohort, person) = ((await MakeAsync("Registry")).Value, await registry.Given.PersonAsync());
        Assert.Equal("NOT_THE_OWNER", Assert.Single((await Groups.TakeListAsync(List(person), Timetabling)).Refusals).Code);
        Assert.Empty((await ChangeAsync(cohort, person, MembershipAct.Add, registry.As(Role.RegistryOfficer))).Refusals);
        Assert.Equal("ALREADY_A_MEMBER", Assert.Single((await ChangeAsync(cohort, person, MembershipAct.Add, registry.As(Role.RegistryOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task AList_BringsInWhoIsNewAndEndsWhoIsGone_AndKeepsTheirDays()
    {
        var (one, two) = (await registry.Given.PersonAsync(), await registry.Given.PersonAsync());
        await MakeAsync("TTB");
        await Groups.TakeListAsync(List(one), Timetabling);
        registry.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new GroupListTaken(1, 1, 0), (await Groups.TakeListAsync(List(two), Timetabling)).Value);

        Assert.Equal([two.Id], await InAsync());
        Assert.Equal(registry.Clock.Today, (await registry.ReadAsync(db => db.Set<GroupMembership>().SingleAsync(m => m.PersonId == one.Id))).To);
    }

    [Fact]
    public async Task AListWithAnUnknownNumber_IsRefusedWhole_AndEveryNumberNamed()
    {
        var person = await registry.Given.PersonAsync();
        await MakeAsync("TTB");
        var outcome = await Groups.TakeListAsync(List(person) with { StudentNumbers = [person.StudentNumber, "X1", "X2"] }, Timetabling);
        Assert.Equal(2, outcome.Refusals.Count);
        Assert.Empty(await InAsync());
    }

    [Fact]
    public async Task TheCheckOfAList_TellsWhoComesAndGoes_ChangesNothing_AndIsRefusedToOthers()
    {
        var (goes, comes) = (await registry.Given.PersonAsync(), await registry.Given.PersonAsync());
        var lab = (await MakeAsync("TTB")).Value;
        await Groups.TakeListAsync(List(goes), Timetabling);

        var preview = (await Groups.PreviewListAsync(List(comes), Timetabling)).Value!;

        Assert.Equal([comes.StudentNumber], preview.Coming);
        Assert.Equal([goes.StudentNumber], preview.Going);
        Assert.Equal([goes.Id], await InAsync());
        Assert.Equal([goes.StudentNumber], await registry.Get<GroupQueries>().ListedAsync(lab, TestRegistry.Caller(Role.RegistryOfficer)));
        Assert.Equal("NOT_THE_OWNER", Assert.Single((await Groups.PreviewListAsync(List(comes), registry.As(Role.RegistryManager))).Refusals).Code);
    }

    [Fact]
    public async Task PinnedExceptions_OutliveTheOwnersLists_UntilTheyAreLifted()
    {
        var (kept, barred) = (await registry.Given.PersonAsync(), await registry.Given.PersonAsync());
        var lab = (await MakeAsync("TTB")).Value;
        await Groups.TakeListAsync(List(kept, barred), Timetabling);
        Assert.Empty((await ChangeAsync(lab, kept, MembershipAct.PinIn, registry.As(Role.RegistryManager))).Refusals);
        Assert.Empty((await ChangeAsync(lab, barred, MembershipAct.PinOut, registry.As(Role.RegistryManager))).Refusals);

        Assert.Equal(2, (await Groups.TakeListAsync(List(barred), Timetabling)).Value!.Pinned);
        Assert.Equal([kept.Id], await InAsync());

        Assert.Empty((await ChangeAsync(lab, barred, MembershipAct.Unpin, registry.As(Role.RegistryManager))).Refusals);
        Assert.Empty((await ChangeAsync(lab, kept, MembershipAct.Unpin, registry.As(Role.RegistryManager))).Refusals);
        await Groups.TakeListAsync(List(barred), Timetabling);
        Assert.Equal([barred.Id], await InAsync());
    }

    [Fact]
    public async Task OnlyWhoMayDecide_PinsAnException()
    {
        var (lab, person) = ((await MakeAsync("TTB")).Value, await registry.Given.PersonAsync());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => ChangeAsync(lab, person, MembershipAct.PinIn, registry.As(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Groups.MakeAsync(new MakeGroup { Code = "X", Title = "X", Kind = GroupKind.Tutorial, Owner = "TTB", AcademicYear = "2024/25" }, registry.As(Role.Auditor)));
    }

    [Fact]
    public async Task TheMembersOfAGroup_AreListedWithTheirExceptions()
    {
        var person = await registry.Given.PersonAsync();
        var lab = (await MakeAsync("TTB")).Value;
        await ChangeAsync(lab, person, MembershipAct.PinOut, registry.As(Role.RegistryManager));
        var page = await registry.Get<GroupQueries>().MembersAsync(new TableQuery { Of = lab }.With("state", "pinned") with { Of = lab }, TestRegistry.Caller(Role.RegistryOfficer));
        Assert.Equal((false, "The test asks for it"), (Assert.Single(page.Rows).IsIn, page.Rows[0].PinnedFor));
    }

    public void Dispose() => registry.Dispose();

    private Task<Domain.Outcome<long>> MakeAsync(string owner) =>
        Groups.MakeAsync(new MakeGroup { Code = "G1", Title = "Group one", Kind = GroupKind.Laboratory, Owner = owner, AcademicYear = "2024/25" }, registry.As(Role.RegistryOfficer));

    private Task<Domain.Outcome> ChangeAsync(long group, Person person, MembershipAct act, ChangeContext change) =>
        Groups.ChangeAsync(new ChangeMembership { GroupId = group, StudentNumber = person.StudentNumber, Act = act }, change);

    private static TakeGroupList List(params Person[] people) => new() { Group = "G1", StudentNumbers = [.. people.Select(p => p.StudentNumber)] };

    private Task<List<long>> InAsync() => registry.ReadAsync(db => db.Set<GroupMembership>().Where(m => m.IsIn && m.To == null).Select(m => m.PersonId).ToListAsync());
}
