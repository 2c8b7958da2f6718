using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

public sealed class ReturnJobTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public ReturnJobTests() => story = new ReturnStory(registry);

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Jobs_BuildCompareAndSubmit_InTheNameOfWhoAsked()
    {
        await story.StudentAsync("Ahmed");
        var officer = registry.As(Role.StatutoryReturnsOfficer);
        Assert.Equal("The return for 23056 is built.", await RunAsync(await story.Service.RequestBuildAsync("23056", officer, default)));
        var id = await registry.ReadAsync(db => db.Set<HesaReturn>().Select(r => r.Id).SingleAsync());
        Assert.Equal("The return is compared with what was last submitted.", await RunAsync(await story.Service.RequestCompareAsync(id, officer, default)));
        Assert.Equal("Every rule was asked of the return.", await RunAsync(await story.Service.RequestCheckAsync(id, officer, default)));
        await story.SignOffAsync(id);
        Assert.Equal("The return is submitted.", await RunAsync(await story.Service.RequestSubmitAsync(id, officer, default)));
        Assert.StartsWith("Refused: The return was submitted", await RunAsync(await story.Service.RequestSubmitAsync(id, officer, default)));
        var actors = await registry.ReadAsync(db => db.Set<Domain.Audit.AuditEntry>().Where(e => e.SubjectKind == nameof(HesaReturn) && (e.Act == "BuildReturn" || e.Act == "SubmitReturn")).Select(e => e.Actor).Distinct().ToListAsync());
        Assert.Equal([officer.Caller.Name], actors);
    }

    [Fact]
    public async Task Requests_ByThoseWhoMayNot_AreForbidden()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.RequestBuildAsync("23056", registry.As(Role.RegistryManager), default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.RequestCompareAsync(1, registry.As(Role.RegistryManager), default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.RequestSubmitAsync(1, registry.As(Role.RegistryManager), default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.ImportSubmittedAsync("23056", Stream.Null, registry.As(Role.RegistryManager)));
    }

    [Fact]
    public async Task Import_OfTheFileThatWasSubmitted_LeavesNothingToSay()
    {
        await story.StudentAsync("Ahmed", "XF", "51");
        var file = await story.FileAsync(await story.CompareAsync());
        var officer = registry.As(Role.StatutoryReturnsOfficer);
        Assert.True((await story.Service.ImportSubmittedAsync("23056", new MemoryStream(Encoding.UTF8.GetBytes(file)), officer)).Value > 10);
        Assert.Empty(await story.VerdictsAsync(await story.CompareAsync()));
    }

    [Fact]
    public async Task Import_OfABadFile_TellsEveryFaultAndChangesNothing()
    {
        var bad = new MemoryStream("<DataFutures><Student><SURNAME>A</SURNAME></Student><Pupil/></DataFutures>"u8.ToArray());
        var outcome = await story.Service.ImportSubmittedAsync("23056", bad, registry.As(Role.StatutoryReturnsOfficer));
        Assert.Equal(["FILE_REFUSED", "FILE_REFUSED"], outcome.Refusals.Select(r => r.Code));
        Assert.False(await registry.ReadAsync(db => db.Set<SubmittedPicture>().AnyAsync()));
        Assert.False(await registry.ReadAsync(db => db.Set<SetEntity>().AnyAsync()));
    }

    [Fact]
    public async Task Import_WithDatesOutOfOrder_IsRefusedWithTheirLine_UnlessTakenAsItIs()
    {
        const string file = "<DataFutures>\n<SessionYear><SESSIONYEARID>2023/24</SESSIONYEARID><SYENDDATE>2023-07-31</SYENDDATE><SYSTARTDATE>2024-08-01</SYSTARTDATE></SessionYear></DataFutures>";
        var officer = registry.As(Role.StatutoryReturnsOfficer);
        var refused = await story.Service.ImportSubmittedAsync("23056", new MemoryStream(Encoding.UTF8.GetBytes(file)), officer);
        Assert.Equal(["FILE_DOUBTED"], refused.Refusals.Select(r => r.Code));
        Assert.StartsWith("Line 2", Assert.Single(refused.Refusals).Sentence);
        Assert.False(await registry.ReadAsync(db => db.Set<SubmittedPicture>().AnyAsync()));
        Assert.Equal(1, (await story.Service.ImportSubmittedAsync("23056", new MemoryStream(Encoding.UTF8.GetBytes(file)), officer, asItIs: true)).Value);
    }

    private async Task<string?> RunAsync(long job)
    {
        Assert.True(await registry.Get<JobRunner>().RunNextAsync(default));
        return await registry.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Id == job && j.State == JobState.Succeeded).Select(j => j.Result).SingleOrDefaultAsync());
    }
}
