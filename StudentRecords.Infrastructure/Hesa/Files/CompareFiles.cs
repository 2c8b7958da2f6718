using StudentRecords.Domain;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>Compares two return files without a database: for officers who come from another system, and for tests.</summary>
public sealed class CompareFiles(CollectionDefinitions collections, ReturnFileLimits? limits = null)
{
    /// <summary>The newest collection that has every element of the years before it.</summary>
    public const string UsualCollection = "24056";

    /// <summary>Writes the CSV and gives the number of entities by status; on refusal no file is written or changed.</summary>
    /// <param name="collection">Gives the model and the reporting period.</param>
    public async Task<Outcome<Dictionary<EntityStatus, int>>> RunAsync(string submitted, string extract, string? collection, string statuses, CancellationToken ct)
    {
        if (collections.Find(collection ?? UsualCollection) is not { } definition)
        {
            return Outcome<Dictionary<EntityStatus, int>>.Refused("COLLECTION_UNKNOWN", $"There is no collection {collection}; known are {string.Join(", ", collections.All)}.");
        }

        var draft = $"{statuses}.{Guid.NewGuid():N}.part";
        try
        {
            var counts = await Task.Run(
                () =>
                {
                    using var before = Read(submitted, new ReturnXmlReader(definition, limits ?? ReturnFileLimits.Standard, collections.All), definition);
                    using var now = Read(extract, new ReturnXmlReader(definition, limits ?? ReturnFileLimits.Standard), definition);
                    return Compare(definition, before, now, draft, ct);
                },
                ct);
            File.Move(draft, statuses, overwrite: true);
            return counts;
        }
        catch (RefusedFile refused)
        {
            return Outcome<Dictionary<EntityStatus, int>>.Refused(refused.Faults.Select(f => new Refusal("FILE_REFUSED", $"{refused.File}: {f}")));
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static SortedTrees Read(string path, ReturnXmlReader reader, CollectionDefinition definition)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return SortedTrees.Of(definition, reader.Read(file));
        }
        catch (ReturnFileRefusedException e)
        {
            throw new RefusedFile(path, e.Faults);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new RefusedFile(path, [new FileFault(0, 0, e.Message)]);
        }
    }

    private static Dictionary<EntityStatus, int> Compare(CollectionDefinition definition, SortedTrees before, SortedTrees now, string draft, CancellationToken ct)
    {
        var comparison = new ReturnComparison(definition, tellAll: true);
        using var csv = new StatusesCsv(draft, definition);
        using var extract = new EntityList(now.Entities());
        using var submitted = new EntityList(before.Entities());
        foreach (var verdict in comparison.Run(extract, submitted))
        {
            ct.ThrowIfCancellationRequested();
            csv.Write(verdict);
        }

        return comparison.Counts.GroupBy(c => c.Key.Status).ToDictionary(g => g.Key, g => g.Sum(c => c.Value));
    }

    private sealed class RefusedFile(string file, IReadOnlyList<FileFault> faults) : Exception
    {
        public string File { get; } = file;

        public IReadOnlyList<FileFault> Faults { get; } = faults;
    }
}
