using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>The two people through whom charges reach Finance: one prepares and releases a run, the other approves it.</summary>
internal sealed class ChargeOffice(TestRegistry registry)
{
    public static readonly Caller Femi = new("femi.fees", 1, [new RoleGrant(Role.FeesOfficer, Scope.Everything)]);
    public static readonly Caller Martin = new("martin.manager", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);

    private ChargeRunService Runs => registry.Get<ChargeRunService>();

    public async Task<long> PreparedAsync(string academicYear = "2023/24")
    {
        var id = (await Runs.PrepareAsync(academicYear, registry.As(Femi))).Value;
        await WorkAsync();
        return id;
    }

    public async Task<long> ApprovedAsync(string academicYear = "2023/24")
    {
        var id = await PreparedAsync(academicYear);
        Assert.Empty((await Runs.ApproveAsync(await StepAsync(id), registry.As(Martin))).Refusals);
        return id;
    }

    public async Task<long> ReleasedAsync(string academicYear = "2023/24")
    {
        var id = await ApprovedAsync(academicYear);
        Assert.Empty((await Runs.ReleaseAsync(await StepAsync(id), registry.As(Femi))).Refusals);
        await WorkAsync();
        return id;
    }

    public async Task WorkAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }

    public Task<ChargeRun> RunAsync(long id) => registry.ReadAsync(db => db.Set<ChargeRun>().SingleAsync(r => r.Id == id));

    public async Task<ChargeRunStep> StepAsync(long id) => new(id, (await RunAsync(id)).Version);
}
