using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Infrastructure.Store;

/// <summary>Puts the store that the configuration names behind <c>IDbContextFactory&lt;RegistryDbContext&gt;</c>.</summary>
public static class StoreRegistration
{
    // a list goes as one value: a parameter for each item would have the SQL made anew for every list
    private const ParameterTranslationMode Lists = ParameterTranslationMode.Parameter;

    public static IServiceCollection AddRegistryStore(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.Equals(configuration["Database:Provider"], "SqlServer", StringComparison.OrdinalIgnoreCase))
        {
            var connection = configuration.GetConnectionString("Registry") ?? throw new InvalidOperationException("ConnectionStrings:Registry is needed for Database:Provider=SqlServer.");
            services.AddDbContextFactory<SqlServerRegistryDbContext>(o => UseSqlServer(o, connection));
            services.AddSingleton<IDbContextFactory<RegistryDbContext>, Factory<SqlServerRegistryDbContext>>();
        }
        else
        {
            var path = configuration["Database:Path"] is { Length: > 0 } p ? p : "student-records.db";
            services.AddDbContextFactory<SqliteRegistryDbContext>(o => UseSqlite(o, path));
            services.AddSingleton<IDbContextFactory<RegistryDbContext>, Factory<SqliteRegistryDbContext>>();
        }

        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContext());
        return services;
    }

    public static void UseSqlite(DbContextOptionsBuilder options, string path)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, RecursiveTriggers = true, DefaultTimeout = 30 }.ToString();
        options.UseSqlite(connection, o => o.MigrationsHistoryTable("MigrationHistory").UseParameterizedCollectionMode(Lists)).AddInterceptors(new ReadOnlyUnits(), new SqlitePragmas(), new KeptStatements());
    }

    public static void UseSqlServer(DbContextOptionsBuilder options, string connection) =>
        options.UseSqlServer(connection, o => o.MigrationsHistoryTable("MigrationHistory").UseCompatibilityLevel(150).UseParameterizedCollectionMode(Lists)).AddInterceptors(new ReadOnlyUnits());

    private sealed class Factory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<RegistryDbContext>
        where TContext : RegistryDbContext
    {
        public RegistryDbContext CreateDbContext() => factory.CreateDbContext();
    }
}
