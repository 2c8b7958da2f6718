using System.Text;
using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>
/// Puts the trees of a file into the order of their keys. What does not fit into memory goes to temporary files, run by run,
/// and is merged while it is read back.
/// </summary>
internal sealed class SortedTrees(CollectionDefinition collection, int entitiesInMemory = 300_000) : IDisposable
{
    private readonly List<string> runs = [];
    private readonly List<IReadOnlyList<ReturnEntity>> held = [];
    private int entities;

    public static SortedTrees Of(CollectionDefinition collection, IEnumerable<IReadOnlyList<ReturnEntity>> trees, int entitiesInMemory = 300_000)
    {
        var sorted = new SortedTrees(collection, entitiesInMemory);
        try
        {
            foreach (var tree in trees)
            {
                sorted.Add(tree);
            }
        }
        catch
        {
            sorted.Dispose();
            throw;
        }

        return sorted;
    }

    public int Count { get; private set; }

    public IEnumerable<ReturnEntity> Entities()
    {
        Sort();
        return runs.Count == 0 ? held.SelectMany(t => t) : Merged();
    }

    public void Dispose()
    {
        foreach (var run in runs)
        {
            File.Delete(run);
        }
    }

    private void Add(IReadOnlyList<ReturnEntity> tree)
    {
        held.Add(tree);
        entities += tree.Count;
        Count += tree.Count;
        if (entities > entitiesInMemory)
        {
            Spill();
        }
    }

    private void Sort() => held.Sort((a, b) => string.CompareOrdinal(a[0].KeyPath, b[0].KeyPath));

    private void Spill()
    {
        Sort();
        var run = Path.GetTempFileName();
        runs.Add(run);
        using var file = new BinaryWriter(new FileStream(run, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), Encoding.UTF8);
        foreach (var tree in held)
        {
            file.Write(tree.Count);
            foreach (var entity in tree)
            {
                file.Write(entity.KeyPath);
                file.Write(entity.Fields.Pack());
            }
        }

        held.Clear();
        entities = 0;
    }

    private IEnumerable<ReturnEntity> Merged()
    {
        List<IEnumerator<IReadOnlyList<ReturnEntity>>> sources = [.. runs.Select(r => Trees(r).GetEnumerator()), held.GetEnumerator()];
        try
        {
            var next = new PriorityQueue<IEnumerator<IReadOnlyList<ReturnEntity>>, string>(StringComparer.Ordinal);
            foreach (var source in sources.Where(s => s.MoveNext()))
            {
                next.Enqueue(source, source.Current[0].KeyPath);
            }

            while (next.TryDequeue(out var source, out _))
            {
                foreach (var entity in source.Current)
                {
                    yield return entity;
                }

                if (source.MoveNext())
                {
                    next.Enqueue(source, source.Current[0].KeyPath);
                }
            }
        }
        finally
        {
            sources.ForEach(s => s.Dispose());
        }
    }

    private IEnumerable<IReadOnlyList<ReturnEntity>> Trees(string run)
    {
        using var file = new BinaryReader(new FileStream(run, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), Encoding.UTF8);
        while (file.BaseStream.Position < file.BaseStream.Length)
        {
            var tree = new ReturnEntity[file.ReadInt32()];
            for (var i = 0; i < tree.Length; i++)
            {
                var key = file.ReadString();
                tree[i] = new ReturnEntity(key, FieldSet.Unpack(collection.Of(key)!, file.ReadString()));
            }

            yield return tree;
        }
    }
}
