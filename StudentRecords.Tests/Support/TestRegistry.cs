using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Store;

namespace StudentRecords.Tests.Support;

/// <summary>
/// A whole record below the web, on a database of its own with the real migrations, the real registrations and a clock that
/// stands still. Make one in each test class (<c>private readonly TestRegistry registry = new();</c>) and dispose of it.
/// </summary>
public sealed class TestRegistry : IDbContextFactory<RegistryDbContext>, IDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider provider;
    private readonly IServiceScope scope;

    public TestRegistry(Action<IServiceCollection>? also = null, IReadOnlyDictionary<string, string?>? settings = null, TestDatabase? on = null)
    {
        database = on ?? TestDatabase.Create();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings).AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddRegistry(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(TSqlWitness.Instance));
        also?.Invoke(services);
        provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        scope = provider.CreateScope();
        Given = new Given(this);
    }

    public FakeClock Clock { get; } = new();

    /// <summary>Test data by story.</summary>
    public Given Given { get; }

    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>The SQLite file; throws on a server.</summary>
    public string File => database.File ?? throw new InvalidOperationException("This run is on a server.");

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public RegistryDbContext CreateDbContext() => Services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContext();

    /// <summary>Reads with a fresh context, so that nothing comes from memory.</summary>
    public async Task<T> ReadAsync<T>(Func<RegistryDbContext, Task<T>> read)
    {
        await using var db = CreateDbContext();
        return await read(db);
    }

    /// <summary>Changes the record directly, as the system TEST.</summary>
    public async Task SaveAsync(Action<RegistryDbContext> change)
    {
        await using var db = CreateDbContext();
        change(db);
        await db.SaveAsync(AsSystem());
    }

    /// <summary>Somebody who holds these roles everywhere.</summary>
    public static Caller Caller(params Role[] roles) => new(string.Join('+', roles), 1, [.. roles.Select(r => new RoleGrant(r, Scope.Everything))]);

    /// <summary>A change made now by somebody who holds these roles everywhere.</summary>
    public ChangeContext As(params Role[] roles) => As(Caller(roles));

    public ChangeContext As(Caller caller) => new() { Caller = caller, At = Clock.Now, Act = "Test", Reason = "The test asks for it" };

    public ChangeContext AsSystem(string code = "TEST") => As(Domain.Access.Caller.System(code));

    public void Dispose()
    {
        scope.Dispose();
        provider.Dispose();
        database.Dispose();
    }
}
