using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Audit;

public sealed class AuditSearchTests : IDisposable
{
    private static readonly Caller Auditor = TestRegistry.Caller(Role.Auditor);

    private readonly TestRegistry registry = new();

    private AuditQueries Queries => registry.Get<AuditQueries>();

    [Fact]
    public async Task EveryFilter_FindsItsEntriesAndNoOthers()
    {
        var person = await registry.Given.PersonAsync();
        await registry.Given.ProgrammeAsync();

        Assert.Equal(1, await CountAsync(("subject", person.StudentNumber)));
        Assert.Equal(1, await CountAsync(("kind", "Programme")));
        Assert.Equal(3, await CountAsync(("actor", "tes")));
        Assert.Equal(0, await CountAsync(("act", "Ratify")));
        Assert.Equal(0, await CountAsync(("to", "2000-01-01")));
        Assert.Equal(3, await CountAsync(("from", "2000-01-01"), ("act", "Test")));
        Assert.Equal(0, await CountAsync(("subject", "99999999")));
    }

    [Fact]
    public async Task AnEntry_TellsBeforeAndAfter()
    {
        var person = await registry.Given.PersonAsync(p => p.Named("Before", "Ann"));
        await registry.SaveAsync(db =>
        {
            db.Attach(person);
            person.Rename(new Domain.Students.PersonName("After", "Ann"));
        });

        var entry = (await Queries.EntryAsync(2, Auditor))!;

        Assert.Equal(person.StudentNumber, entry.Subject);
        Assert.Contains(entry.Entry.Rows.Single().Values, v => v is { Name: "FamilyName", Before: "Before", After: "After" });
        Assert.False(entry.HasNext);
    }

    [Fact]
    public async Task VerificationAsAJob_TellsThatTheTrailIsWhole()
    {
        await registry.Given.PersonAsync();
        var service = registry.Get<AuditService>();
        var id = await service.RequestVerificationAsync(registry.As(Role.Auditor));
        Assert.Equal(id, await service.RequestVerificationAsync(registry.As(Role.Auditor)));

        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }

        var last = (await Queries.LastVerificationAsync(Auditor))!;
        Assert.Equal((id, JobState.Succeeded), (last.JobId, last.State));
        Assert.StartsWith("Whole: 1 entries", last.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokenTrail_IsSaidAndStandsOnTheWorkList()
    {
        await registry.Given.PersonAsync();
        await registry.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER AuditEntry_Lock_Update");
            return await db.Database.ExecuteSqlRawAsync("UPDATE AuditEntry SET Reason = 'another' WHERE Sequence = 1");
        });
        await registry.Get<AuditService>().RequestVerificationAsync(registry.As(Role.Auditor));
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }

        Assert.StartsWith(VerifyTrailJob.Broken, (await Queries.LastVerificationAsync(Auditor))!.Result, StringComparison.Ordinal);
        var waiting = new List<WaitingWork>();
        foreach (var source in registry.Services.GetServices<IWorkSource>())
        {
            waiting.AddRange(await source.WaitingAsync(Auditor, CancellationToken.None));
        }

        Assert.Equal(1, waiting.Single(w => w.Address == "/audit/verification").Count);
    }

    [Fact]
    public async Task WhoMayNotSeeTheTrail_IsTurnedAway()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Queries.EntriesAsync(new TableQuery(), TestRegistry.Caller(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<AuditService>().RequestVerificationAsync(registry.As(Role.RegistryOfficer)));
    }

    public void Dispose() => registry.Dispose();

    private async Task<int> CountAsync(params (string Key, string Value)[] filters) =>
        (await Queries.EntriesAsync(filters.Aggregate(new TableQuery(), (q, f) => q.With(f.Key, f.Value)), Auditor)).Total;
}
