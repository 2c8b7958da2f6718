using System.Text;

namespace StudentRecords.Domain.Hesa;

/// <summary>
/// The keys of an entity from the top down, in a form whose ordinal order is the order of the document: each level begins with
/// U+001E and the entity's three-digit place, each key value follows U+001F. Neither character can stand in a value.
/// </summary>
public static class EntityKey
{
    private const char Level = '\u001E';
    private const char Part = '\u001F';

    /// <summary>The path of an entity below <paramref name="parent"/> (empty at the top).</summary>
    public static string Under(string parent, EntityDefinition entity, FieldSet fields)
    {
        var path = new StringBuilder(parent, parent.Length + 40).Append(Level).Append(entity.Order.ToString("000"));
        for (var i = 0; i < entity.Keys.Count; i++)
        {
            path.Append(Part).Append(fields[i]);
        }

        return path.ToString();
    }

    /// <summary>The place of the entity that the path ends in.</summary>
    public static int OrderOf(ReadOnlySpan<char> path)
    {
        var at = path.LastIndexOf(Level) + 1;
        return ((path[at] - '0') * 100) + ((path[at + 1] - '0') * 10) + (path[at + 2] - '0');
    }

    /// <summary>Path of the parent; empty at the top.</summary>
    public static ReadOnlySpan<char> ParentOf(ReadOnlySpan<char> path) => path[..path.LastIndexOf(Level)];

    /// <summary>Whether <paramref name="path"/> lies in the subtree of <paramref name="ancestor"/>, or is it.</summary>
    public static bool IsWithin(ReadOnlySpan<char> path, ReadOnlySpan<char> ancestor) =>
        path.StartsWith(ancestor, StringComparison.Ordinal) && (path.Length == ancestor.Length || path[ancestor.Length] == Level);

    /// <summary>What all siblings of the same entity have in common.</summary>
    public static ReadOnlySpan<char> Siblings(ReadOnlySpan<char> path) => path[..(path.LastIndexOf(Level) + 4)];

    /// <summary>The path's own key values.</summary>
    public static string[] Own(string path)
    {
        var segment = path[(path.LastIndexOf(Level) + 4)..];
        return segment.Length == 0 ? [] : segment[1..].Split(Part);
    }

    /// <summary>First key of the entity at the top of the path.</summary>
    public static string Root(string path) => path.Split(Level, 3)[1] is { Length: > 4 } top ? top[4..] : "";

    /// <summary>For people and files: <c>SID=…/NUMHUS=…/SCSESSIONID=…</c>.</summary>
    public static string Display(string path, CollectionDefinition collection)
    {
        var text = new StringBuilder(path.Length + 40);
        foreach (var segment in path.Split(Level, StringSplitOptions.RemoveEmptyEntries))
        {
            var values = segment.Split(Part);
            var entity = collection.Of(Level + values[0]);
            for (var i = 1; i < values.Length; i++)
            {
                text.Append(text.Length > 0 ? "/" : "").Append(entity?.Keys[i - 1] ?? "?").Append('=').Append(values[i]);
            }
        }

        return text.ToString();
    }
}
