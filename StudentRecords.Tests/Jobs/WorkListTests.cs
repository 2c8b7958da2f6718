using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Jobs;

public sealed class WorkListTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    public void Dispose() => registry.Dispose();

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task EveryRole_IsToldOfWorkInRoomsThatItMaySee(Role role)
    {
        var caller = TestRegistry.Caller(role);
        var rooms = new Dictionary<string, Room>
        {
            ["boards"] = Room.Boards, ["award-boards"] = Room.Boards, ["examiner"] = Room.ExaminerDesk, ["returns"] = Room.Returns, ["flows"] = Room.FlowMessages, ["jobs"] = Room.JobRequests,
            ["audit"] = Room.AuditTrail, ["students"] = Room.Persons, ["enrolment"] = Room.Enrolments, ["waiting-lists"] = Room.Enrolments, ["timetable"] = Room.Enrolments, ["charge-runs"] = Room.Money,
            ["adjustments"] = Room.Adjustments, ["circumstances"] = Room.LateOutcomes, ["moderation"] = Room.Moderation, ["graduation"] = Room.Graduations, ["interventions"] = Room.Support, ["owned-flows"] = Room.OwnedFlows,
        };
        foreach (var work in await WaitingAsync(caller))
        {
            Assert.True(caller.May(rooms[work.Address.Split('/', '?')[1]], Level.See), $"{role} is sent to {work.Address}");
        }
    }

    [Fact]
    public async Task FailedJob_WaitsForThoseWhoMayRunItAgain()
    {
        var job = new JobRequest("BuildReturnJob", "{}", null, "ruth", registry.Clock.Now);
        job.Fail("the disk is full", null, registry.Clock.Now);
        await using (var db = registry.CreateDbContext())
        {
            db.Add(job);
            await db.SaveChangesAsync();
        }

        Assert.Contains(await WaitingAsync(TestRegistry.Caller(Role.IntegrationOperator)), w => w is { Count: 1, One: "job failed" });
        Assert.DoesNotContain(await WaitingAsync(TestRegistry.Caller(Role.RegistryOfficer)), w => w.One == "job failed");
    }

    private async Task<List<WaitingWork>> WaitingAsync(Caller caller)
    {
        var all = new List<WaitingWork>();
        foreach (var source in registry.Services.GetServices<IWorkSource>())
        {
            all.AddRange(await source.WaitingAsync(caller, CancellationToken.None));
        }

        return all;
    }
}
