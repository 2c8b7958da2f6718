using System.Linq.Expressions;

namespace StudentRecords.Infrastructure.Store.Paging;

/// <summary>
/// The columns that a list may be sorted by, and nothing else: an address cannot name a column that is not here. Every order ends
/// with a unique key, so that no row stands on two pages or on none.
/// </summary>
public sealed class Sorting<TSource>
{
    private readonly Dictionary<string, Func<IQueryable<TSource>, bool, IOrderedQueryable<TSource>>> columns = [];
    private readonly Func<IOrderedQueryable<TSource>, IOrderedQueryable<TSource>> tie;
    private string first = "";
    private bool firstDescending;

    private Sorting(Func<IOrderedQueryable<TSource>, IOrderedQueryable<TSource>> tie) => this.tie = tie;

    /// <param name="key">Unique over the source.</param>
    public static Sorting<TSource> WithKey<TKey>(Expression<Func<TSource, TKey>> key) => new(q => q.ThenBy(key));

    public IReadOnlyCollection<string> Columns => columns.Keys;

    /// <summary>Allows a column; the first one allowed is the list's own order.</summary>
    public Sorting<TSource> By<TValue>(string column, Expression<Func<TSource, TValue>> value, bool descendingFirst = false)
    {
        if (columns.Count == 0)
        {
            (first, firstDescending) = (column, descendingFirst);
        }

        columns.Add(column, (q, descending) => descending ? q.OrderByDescending(value) : q.OrderBy(value));
        return this;
    }

    public IQueryable<TSource> Apply(IQueryable<TSource> source, TableQuery query) => columns.TryGetValue(query.Sort, out var chosen)
        ? tie(chosen(source, query.Descending))
        : tie(columns[first](source, firstDescending));
}
