using Microsoft.Extensions.Configuration;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>
/// Where files are exchanged: under <c>Hub:DropFolder</c> (beside the database when nothing is said) each system has a folder
/// <c>SYSTEM/incoming</c> to drop into and <c>SYSTEM/outgoing</c> to fetch from. A system without an incoming folder drops nothing.
/// </summary>
public sealed class HubFolders(IConfiguration configuration)
{
    public string Root { get; } = Path.GetFullPath(configuration["Hub:DropFolder"] is { Length: > 0 } folder
        ? folder
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration["Database:Path"] is { Length: > 0 } file ? file : "student-records.db"))!, "hub"));

    /// <summary>Systems of the catalogue that have an incoming folder.</summary>
    public IEnumerable<SystemFolder> Open() => SystemCatalogue.Names.Keys.Where(s => s is not ("SIS" or "ESB")).Select(Of).Where(f => Directory.Exists(f.Incoming));

    /// <summary>The folders of a system of the catalogue.</summary>
    public SystemFolder Of(string system) => SystemCatalogue.Names.ContainsKey(system)
        ? new SystemFolder(system, Path.Combine(Root, system))
        : throw new ArgumentException($"{system} is not a system of the catalogue.", nameof(system));
}

/// <summary>One system's folders. A file's way: incoming, claimed, then archive or rejected.</summary>
public sealed record SystemFolder(string System, string Path)
{
    public string Incoming => global::System.IO.Path.Combine(Path, "incoming");

    public string Claimed => global::System.IO.Path.Combine(Path, "claimed");

    public string Archive => global::System.IO.Path.Combine(Path, "archive");

    public string Rejected => global::System.IO.Path.Combine(Path, "rejected");

    public string Outgoing => global::System.IO.Path.Combine(Path, "outgoing");
}
