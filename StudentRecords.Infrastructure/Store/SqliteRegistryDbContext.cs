using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Store;

/// <summary>The embedded store. What SQLite lacks is converted here and nowhere else.</summary>
public sealed class SqliteRegistryDbContext(DbContextOptions<SqliteRegistryDbContext> options) : RegistryDbContext(options)
{
    // SQLite's write transactions begin IMMEDIATE: whoever has one is the only writer.
    internal override Task LockTrailAsync(CancellationToken ct) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // LIKE takes an index only where the column compares as LIKE does: without regard to case, as on SQL Server.
        builder.Entity<PersonWord>().Property(w => w.Word).UseCollation("NOCASE");
        builder.Entity<Person>().Property(p => p.StudentNumber).UseCollation("NOCASE");
        builder.Entity<PersonIdentifier>().Property(i => i.Value).UseCollation("NOCASE");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // TEXT decimals compare as text; marks and pounds of up to 15 digits come back exactly from REAL.
        configurationBuilder.Properties<decimal>().HaveConversion<double>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <summary>Moments as UTC ticks, so that they sort and compare.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));
}
