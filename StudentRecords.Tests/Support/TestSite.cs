using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Support;

/// <summary>The whole application in memory, on a database of its own and with a clock that stands still. Background jobs are silent.</summary>
public sealed class TestSite(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? also = null) : WebApplicationFactory<Program>
{
    private readonly TestDatabase database = TestDatabase.Create();

    public FakeClock Clock { get; } = new();

    /// <summary>Saves test data on this application's database, with a clock of its own.</summary>
    public TestRegistry Registry => field ??= new TestRegistry(on: database);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<T> ReadAsync<T>(Func<RegistryDbContext, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>Changes the record directly, as the system TEST.</summary>
    public async Task SaveAsync(Action<RegistryDbContext> change)
    {
        await using var db = await Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        change(db);
        await db.SaveAsync(As(Caller.System("TEST")));
    }

    /// <summary>A change made now by somebody who holds these roles everywhere.</summary>
    public ChangeContext As(params Role[] roles) => As(TestRegistry.Caller(roles));

    public ChangeContext As(Caller caller) => new() { Caller = caller, At = Clock.Now, Act = "Test", Reason = "The test asks for it" };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Jobs:Drum", "off");
        builder.UseSetting("Hub:Pumps", "off");
        foreach (var (key, value) in database.Settings.Concat(settings ?? new Dictionary<string, string?>()))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(s =>
        {
            s.AddSingleton<TimeProvider>(Clock);
            also?.Invoke(s);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // the last one who uses the database takes it away
            Registry.Dispose();
        }
    }
}
