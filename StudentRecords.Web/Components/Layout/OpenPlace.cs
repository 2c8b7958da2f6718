namespace StudentRecords.Web.Components.Layout;

/// <summary>To which area the open page belongs; its header says so, and the rail shows it.</summary>
public sealed class OpenPlace
{
    /// <summary>Told when another area is open.</summary>
    public event Action? Changed;

    /// <summary>Null where the page belongs to none, such as the search.</summary>
    public RailEntry? Entry { get; private set; }

    /// <param name="path">The page's address without its query.</param>
    /// <param name="area">The address at the head of its trail; null where it stands alone.</param>
    public void Is(string path, string? area)
    {
        var entry = RailEntries.Of(path, area);
        if (entry != Entry)
        {
            Entry = entry;
            Changed?.Invoke();
        }
    }
}
