using System.Globalization;
using System.Text;

namespace StudentRecords.Infrastructure.Store.Paging;

/// <summary>What a list is asked for: search, filters, order and page. It is the list's address too, so that a view can be kept and sent.</summary>
public sealed record TableQuery
{
    public const int DefaultSize = 50;
    public const int LargestSize = 200;

    /// <summary>The most rows that one CSV file is given.</summary>
    public const int WholeSize = 250_000;

    /// <summary>Free text; empty when nothing is searched.</summary>
    public string Search { get; init; } = "";

    /// <summary>Chosen filters by key; a key that is absent filters nothing.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>Key of the column sorted by; empty for the list's own order.</summary>
    public string Sort { get; init; } = "";

    public bool Descending { get; init; }

    /// <summary>First page is 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; } = DefaultSize;

    /// <summary>Columns whose showing was turned by hand, by key: a usual one hidden, an extra one shown.</summary>
    public IReadOnlyCollection<string> Turned { get; init; } = [];

    /// <summary>The record under which the list hangs (the board of its candidates); null for a list of its own.</summary>
    public long? Of { get; init; }

    public bool IsNarrowed => Search.Length > 0 || Filters.Count > 0;

    /// <summary>The value chosen for the filter, or null.</summary>
    public string? Filter(string key) => Filters.GetValueOrDefault(key);

    /// <summary>The filter's value as one of an enumeration; null when not chosen or not one of it.</summary>
    public TEnum? Filter<TEnum>(string key)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(Filter(key), out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>The same narrowing and order, all rows.</summary>
    public TableQuery Whole() => this with { Page = 1, Size = WholeSize };

    public TableQuery With(string filter, string? value)
    {
        var filters = new Dictionary<string, string>(Filters);
        if (string.IsNullOrEmpty(value))
        {
            filters.Remove(filter);
        }
        else
        {
            filters[filter] = value;
        }

        return this with { Filters = filters, Page = 1 };
    }

    /// <summary>Reads the part of an address after the question mark; what it does not know or cannot read is left out.</summary>
    public static TableQuery FromAddress(string addressQuery, long? of = null)
    {
        var filters = new Dictionary<string, string>();
        var query = new TableQuery { Filters = filters, Of = of };
        foreach (var pair in addressQuery.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = cut < 0 ? (pair, "") : (Read(pair[..cut]), Read(pair[(cut + 1)..]).Trim());
            if (value.Length == 0)
            {
                continue;
            }

            query = key switch
            {
                "q" => query with { Search = value },
                "sort" => query with { Sort = value.TrimStart('-'), Descending = value[0] == '-' },
                "page" => query with { Page = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? Math.Max(1, p) : 1 },
                "size" => query with { Size = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? Math.Clamp(s, 10, LargestSize) : DefaultSize },
                "cols" => query with { Turned = value.Split('.', StringSplitOptions.RemoveEmptyEntries) },
                _ => query,
            };
            if (key.StartsWith("f.", StringComparison.Ordinal))
            {
                filters[key[2..]] = value;
            }
        }

        return query;
    }

    /// <summary>The address's part after the question mark, without what is as always; empty when all is.</summary>
    public string ToAddress(bool withPage = true)
    {
        var text = new StringBuilder();
        void Add(string key, string value) => text.Append(text.Length == 0 ? '?' : '&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        if (Search.Length > 0)
        {
            Add("q", Search);
        }

        foreach (var (key, value) in Filters.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Add("f." + key, value);
        }

        if (Sort.Length > 0)
        {
            Add("sort", (Descending ? "-" : "") + Sort);
        }

        if (Turned.Count > 0)
        {
            Add("cols", string.Join('.', Turned));
        }

        if (withPage && Page > 1)
        {
            Add("page", Page.ToString(CultureInfo.InvariantCulture));
        }

        if (withPage && Size != DefaultSize)
        {
            Add("size", Size.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string Read(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
