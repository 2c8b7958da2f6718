namespace StudentRecords.Tests.Support;

/// <summary>Where one run of the tests keeps its files; gone when the run ends.</summary>
public static class RunFolder
{
    private static readonly Lazy<string> Folder = new(Make);

    public static string Path => Folder.Value;

    /// <summary>A name in the run's folder that nobody else has.</summary>
    public static string NewFile(string extension) => System.IO.Path.Combine(Path, $"{Guid.NewGuid():N}{extension}");

    public static string NewFolder() => Directory.CreateDirectory(NewFile("")).FullName;

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("student-records-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
