using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F004 TeachingGroupAllocated: the newest list of a group stands, and one that would empty it waits for a person.</summary>
public sealed class GroupListTests : IAsyncLifetime
{
    private const string Code = "AAA-J-1";
    private HubScene scene = null!;
    private List<string> numbers = [];

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        for (var i = 0; i < MassChange.FewestOnAList; i++)
        {
            numbers.Add((await scene.Registry.Given.PersonAsync()).StudentNumber);
        }
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task OlderList_ThatWaitedForAStudent_IsStaleWhenTheStudentComes()
    {
        Assert.Equal(InboxState.Parked, (await SendAsync(1, [.. numbers.Take(2).Select(Own), new { system = "TTB", id = "new" }])).State);
        Assert.Equal(InboxState.Applied, (await SendAsync(2, [.. numbers.Take(3).Select(Own)])).State);
        await using (var db = scene.Registry.CreateDbContext())
        {
            var person = await db.Set<Domain.Students.Person>().Include(p => p.Identifiers).SingleAsync(p => p.StudentNumber == numbers[9]);
            db.Add(person.Identify("TTB", Domain.Students.IdentifierKinds.SystemId, "new", new DateOnly(2023, 9, 1)));
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        var parked = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.State == InboxState.Parked).Select(m => m.Id).SingleAsync());
        var again = await scene.Registry.Get<QuarantineService>().TryAgainAsync(parked, scene.Registry.As(Role.IntegrationOperator), default);
        Assert.Equal(InboxState.Stale, again.Value!.State);
        Assert.Equal(3, await MembersAsync());
    }

    [Fact]
    public async Task ListThatEmptiesAGroup_WaitsForSomebodyWhoMayDecide()
    {
        await SendAsync(1, [.. numbers.Select(Own)]);
        var stopped = await SendAsync(2, []);
        Assert.Equal((InboxState.Quarantined, MassChange.Code), (stopped.State, stopped.Code));
        Assert.Equal(InboxState.Applied, (await SendAsync(3, [.. numbers.Take(5).Select(Own)])).State);
        Assert.Equal((5, "STALE"), (await MembersAsync(), (await ApproveAsync()).Code));
        Assert.Equal(InboxState.Applied, (await SendAsync(4, [])).State);
    }

    [Fact]
    public async Task ListThatMoreThanHalvesAGroup_IsAppliedOnceItIsApproved()
    {
        await SendAsync(1, [.. numbers.Select(Own)]);
        Assert.Equal(MassChange.Code, (await SendAsync(2, [.. numbers.Take(4).Select(Own)])).Code);
        var held = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.ReasonCode == MassChange.Code).Select(m => m.Id).SingleAsync());
        Assert.Equal(["NOT_PERMITTED"], (await scene.Registry.Get<QuarantineService>().TryAgainAsync(held, scene.Registry.As(Role.Administrator), default)).Refusals.Select(r => r.Code));
        Assert.Equal(10, await MembersAsync());
        Assert.Equal(InboxState.Applied, (await ApproveAsync()).State);
        Assert.Equal(4, await MembersAsync());
    }

    private async Task<Infrastructure.Integration.Receipt> ApproveAsync()
    {
        var held = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.ReasonCode == MassChange.Code).Select(m => m.Id).SingleAsync());
        return (await scene.Registry.Get<QuarantineService>().TryAgainAsync(held, scene.Registry.As(Role.IntegrationOperator), default)).Value!;
    }

    private Task<int> MembersAsync() => scene.Registry.ReadAsync(db => db.Set<GroupMembership>().CountAsync(m => m.IsIn && m.To == null));

    private static object Own(string number) => new { system = "SIS", id = number };

    private Task<Infrastructure.Integration.Receipt> SendAsync(long version, object[] students) =>
        scene.SayAsync("F004", "TeachingGroupAllocated", Code, new { group = Code, title = "Algebra seminar 1", kind = "Seminar", academicYear = "2023/24", from = "2023-10-02", students }, version);
}
