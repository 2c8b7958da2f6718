using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Support;

/// <summary>An empty database with the real migrations: a SQLite file of its own, or one on the server named by STUDENTRECORDS_SQLSERVER.</summary>
public sealed class TestDatabase : IDisposable
{
    // migrating takes a second, copying a migrated file a millisecond
    private static readonly Lazy<string> Template = new(MigrateTemplate);

    private TestDatabase(IReadOnlyDictionary<string, string?> settings) => Settings = settings;

    public static string? Server => Environment.GetEnvironmentVariable("STUDENTRECORDS_SQLSERVER") is { Length: > 0 } server ? server : null;

    /// <summary>Configuration that points the record at this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The SQLite file; null on a server.</summary>
    public string? File { get; private init; }

    public static TestDatabase Create() => Server is { } server ? OnServer(server) : AsFile();

    /// <summary>A SQLite file even when the run is on a server, for what is about the embedded store.</summary>
    /// <param name="folder">Where it lies; null: with the other files of the run.</param>
    public static TestDatabase AsFile(string? folder = null)
    {
        var file = folder is null ? RunFolder.NewFile(".db") : Path.Combine(folder, "student-records.db");
        System.IO.File.Copy(Template.Value, file);
        return new(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Path"] = file }) { File = file };
    }

    public void Dispose()
    {
        if (File is null)
        {
            using var db = ServerContext(Settings["ConnectionStrings:Registry"]!);
            db.Database.EnsureDeleted();
            return;
        }

        using (var db = FileContext(File))
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        foreach (var ending in (string[])["", "-wal", "-shm"])
        {
            System.IO.File.Delete(File + ending);
        }
    }

    private static TestDatabase OnServer(string server)
    {
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"StudentRecordsTests_{Guid.NewGuid():N}" }.ToString();
        using var db = ServerContext(connection);
        db.Database.Migrate();
        return new(new Dictionary<string, string?> { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:Registry"] = connection });
    }

    private static string MigrateTemplate()
    {
        var file = RunFolder.NewFile(".template.db");
        using var db = FileContext(file);
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        return file;
    }

    private static SqliteRegistryDbContext FileContext(string file)
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryDbContext>();
        StoreRegistration.UseSqlite(options, file);
        return new(options.Options);
    }

    private static SqlServerRegistryDbContext ServerContext(string connection)
    {
        var options = new DbContextOptionsBuilder<SqlServerRegistryDbContext>();
        StoreRegistration.UseSqlServer(options, connection);
        return new(options.Options);
    }
}
