using System.Globalization;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Takes finished files out of the incoming folder, each into a folder of its own, so that all about it moves in one step. Goes on where a killed run stopped.</summary>
internal static class DropClaims
{
    /// <summary>Whether anything is finished and not yet dealt with.</summary>
    public static bool Waits(SystemFolder folder)
    {
        try
        {
            return Finished(folder).Any() || (Directory.Exists(folder.Claimed) && Directory.EnumerateDirectories(folder.Claimed).Any());
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            // the job says what is wrong with it; the systems after it are looked at
            return true;
        }
    }

    /// <summary>Claims what is finished and gives every claim that is whole, oldest first.</summary>
    /// <param name="folder">The system's folders.</param>
    /// <param name="now">The moment.</param>
    /// <param name="faults">Takes what could not be claimed, each by its name; it keeps nothing else back and is tried again.</param>
    public static IReadOnlyList<Claim> Take(SystemFolder folder, DateTimeOffset now, ICollection<Exception> faults)
    {
        List<Claim> claims = [];
        Try($"{folder.System}: the folder", faults, () =>
        {
            Directory.CreateDirectory(folder.Claimed);
            foreach (var claim in Claims(folder))
            {
                Try($"{folder.System}: {claim.Name}", faults, () => Resume(folder, claim));
            }

            foreach (var file in Finished(folder).Where(File.Exists).ToList())
            {
                Try($"{folder.System}: {Path.GetFileName(file)}", faults, () => Take(folder, file, now));
            }

            // without its manifest only when that is nowhere any more: then the file is refused for it
            claims.AddRange(Claims(folder).Where(c => File.Exists(c.File) && (File.Exists(c.Manifest) || !File.Exists(Dropped(folder, c)))));
        });
        return claims;
    }

    private static void Take(SystemFolder folder, string file, DateTimeOffset now)
    {
        var name = Path.GetFileName(file);
        var claim = Directory.CreateDirectory(Path.Combine(folder.Claimed, $"{now.ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture)}_{name}")).FullName;
        File.Move(file, Path.Combine(claim, name));
        File.Move(file + DropManifest.Ending, Path.Combine(claim, name + DropManifest.Ending));
    }

    private static void Try(string what, ICollection<Exception> faults, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            faults.Add(new InvalidOperationException($"{what} cannot be taken: {e.Message}", e));
        }
    }

    private static bool IsOfTheDisk(Exception e) => e is IOException or UnauthorizedAccessException;

    private static List<Claim> Claims(SystemFolder folder) => [.. Directory.EnumerateDirectories(folder.Claimed).Order(StringComparer.Ordinal).Select(d => new Claim(d))];

    /// <summary>Where the manifest of a claim was dropped.</summary>
    private static string Dropped(SystemFolder folder, Claim claim) => Path.Combine(folder.Incoming, claim.Name + DropManifest.Ending);

    /// <summary>The data files whose manifest is there.</summary>
    private static IEnumerable<string> Finished(SystemFolder folder) => Directory.EnumerateFiles(folder.Incoming, $"*{DropManifest.Ending}")
        .Select(f => f[..^DropManifest.Ending.Length]).Where(f => !f.EndsWith(".part", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    /// <summary>Ends a claim that a kill cut in half: without the file it is dropped, without the manifest that is fetched.</summary>
    private static void Resume(SystemFolder folder, Claim claim)
    {
        if (!File.Exists(claim.File))
        {
            Directory.Delete(claim.Folder, recursive: true);
        }
        else if (!File.Exists(claim.Manifest) && File.Exists(Dropped(folder, claim)))
        {
            File.Move(Dropped(folder, claim), claim.Manifest);
        }
    }
}

/// <summary>A claimed file's folder.</summary>
internal sealed record Claim(string Folder)
{
    public string Id => Path.GetFileName(Folder);

    public string Name => Id[(Id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    public string File => Path.Combine(Folder, Name);

    public string Manifest => File + DropManifest.Ending;
}
