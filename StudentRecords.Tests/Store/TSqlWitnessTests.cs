using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Store;

public sealed class TSqlWitnessTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [FactOnSqlite]
    public async Task AQueryThatATestRuns_IsSeenAsTSql()
    {
        long[] ids = [1, 2];
        await registry.ReadAsync(db => db.Set<Person>().Where(p => ids.Contains(p.Id) && p.Identifiers.Any(i => i.Kind == "witnessed")).OrderBy(p => p.SearchName).Skip(5).Take(5).ToListAsync());
        await registry.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Kind == "witnessed").ExecuteUpdateAsync(s => s.SetProperty(j => j.Result, "x")));

        Assert.Contains(TSqlWitness.Instance.Seen, s => s.Contains("witnessed", StringComparison.Ordinal) && s.Contains("OFFSET", StringComparison.Ordinal));
        Assert.Contains(TSqlWitness.Instance.Seen, s => s.StartsWith("UPDATE", StringComparison.Ordinal) && s.Contains("witnessed", StringComparison.Ordinal));
    }

    [FactOnSqlite]
    public async Task AQueryThatOnlySqliteCanRun_Fails()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => registry.ReadAsync(db => db.Set<Person>().Where(p => EF.Functions.Glob(p.FamilyName, "A*")).ToListAsync()));
        Assert.Contains("could not be translated", fault.Message, StringComparison.Ordinal);
    }

    [FactOnSqlite]
    public async Task SqlByHandThatOnlySqliteCanRun_Fails()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => registry.ReadAsync(db => db.Database.SqlQueryRaw<long>("SELECT Id AS Value FROM Person LIMIT 1").ToListAsync()));
        Assert.Contains("Not good on SQL Server", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => registry.Dispose();
}
