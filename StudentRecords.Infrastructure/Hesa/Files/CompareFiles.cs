using StudentRecords.Domain;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <param name="Counts">Entities by status.</param>
/// <param name="Remarks">What is doubtful in the files, with its line; it refuses nothing.</param>
public sealed record ComparedFiles(IReadOnlyDictionary<EntityStatus, int> Counts, IReadOnlyList<string> Remarks);

/// <summary>Compares two return files without a database: for officers who come from another system, and for tests.</summary>
public sealed class CompareFiles(CollectionDefinitions collections, ReturnFileLimits? limits = null)
{
    /// <summary>The newest collection that has every element of the years before it.</summary>
    public const string UsualCollection = "24056";

    /// <summary>Writes the CSV and says how many entities have which status; on refusal no file is written or changed.</summary>
    /// <param name="collection">Gives the model and the reporting period.</param>
    public async Task<Outcome<ComparedFiles>> RunAsync(string submitted, string extract, string? collection, string statuses, CancellationToken ct)
    {
        if (collections.Find(collection ?? UsualCollection) is not { } definition)
        {
            return Outcome<ComparedFiles>.Refused("COLLECTION_UNKNOWN", $"There is no collection {collection}; known are {string.Join(", ", collections.All)}.");
        }

        var draft = $"{statuses}.{Guid.NewGuid():N}.part";
        try
        {
            var compared = await Task.Run(
                () =>
                {
                    List<string> remarks = [];
                    using var before = Read(submitted, new ReturnXmlReader(definition, limits ?? ReturnFileLimits.Standard, collections.All), definition, remarks);
                    using var now = Read(extract, new ReturnXmlReader(definition, limits ?? ReturnFileLimits.Standard), definition, remarks);
                    return new ComparedFiles(Compare(definition, before, now, draft, ct), remarks);
                },
                ct);
            File.Move(draft, statuses, overwrite: true);
            return compared;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Outcome<ComparedFiles>.Refused("NOT_WRITTEN", $"{statuses} cannot be written: {e.Message}");
        }
        catch (RefusedFile refused)
        {
            return Outcome<ComparedFiles>.Refused(refused.Faults.Select(f => new Refusal("FILE_REFUSED", $"{refused.File}: {f}")));
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    private static SortedTrees Read(string path, ReturnXmlReader reader, CollectionDefinition definition, List<string> remarks)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var trees = SortedTrees.Of(definition, reader.Read(file));
            remarks.AddRange(reader.Doubts.Select(d => $"{path}: {d}"));
            if (reader.DoubtCount > reader.Doubts.Count)
            {
                remarks.Add($"{path}: and {reader.DoubtCount - reader.Doubts.Count:N0} more like these.");
            }

            return trees;
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
