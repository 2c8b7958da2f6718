using System.Runtime.CompilerServices;

namespace StudentRecords.Tests.Support;

/// <summary>The folder with the public data sets: STUDENTRECORDS_DATA, or shared/data beside the repository.</summary>
public static class SharedData
{
    /// <summary>Null when this machine has no data.</summary>
    public static string? Folder { get; } = Find();

    public static string Oulad => Path.Combine(Folder ?? throw new InvalidOperationException("This machine has no data folder."), "oulad");

    private static string? Find()
    {
        string?[] places = [Environment.GetEnvironmentVariable("STUDENTRECORDS_DATA"), Path.Combine(Repository.Root, "..", "shared", "data")];
        return places.FirstOrDefault(p => !string.IsNullOrEmpty(p) && Directory.Exists(p));
    }
}

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string file = "") => file;
}

/// <summary>A test that reads the public data sets; skipped, and counted as skipped, where they are absent.</summary>
public sealed class FactNeedingDataAttribute : FactAttribute
{
    public FactNeedingDataAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "The data folder is absent; set STUDENTRECORDS_DATA.";
        }
    }
}

/// <summary>A test about SQLite itself; skipped when the run is on a server.</summary>
public sealed class FactOnSqliteAttribute : FactAttribute
{
    public FactOnSqliteAttribute()
    {
        if (TestDatabase.Server is not null)
        {
            Skip = "This run is on SQL Server.";
        }
    }
}
