using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.House;

/// <summary>A file that a person wrote, by its path from the repository's root.</summary>
public sealed record SourceFile(string Path)
{
    private static readonly string[] Projects = ["StudentRecords.Domain", "StudentRecords.Infrastructure", "StudentRecords.Tests", "StudentRecords.Web"];
    private static readonly string[] MadeByTools = ["bin", "obj", "Migrations", "wwwroot", "node_modules"];

    /// <summary>Everything in the four projects that no tool has made.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Projects.SelectMany(p => Walk(System.IO.Path.Combine(Repository.Root, p))).Select(f => new SourceFile(System.IO.Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')))];

    public static IEnumerable<SourceFile> Code => All.Where(f => f.Is(".cs") || f.Is(".razor"));

    public string Project => Path.Split('/')[0]["StudentRecords.".Length..];

    /// <summary>The folders between the project and the file.</summary>
    public string[] Folders => Path.Split('/')[1..^1];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Text => File.ReadAllText(System.IO.Path.Combine(Repository.Root, Path));

    public string[] Lines => File.ReadAllLines(System.IO.Path.Combine(Repository.Root, Path));

    public bool Is(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public override string ToString() => Path;

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !MadeByTools.Contains(System.IO.Path.GetFileName(d))).SelectMany(Walk));
}
