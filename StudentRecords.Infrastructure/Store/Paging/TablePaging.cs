using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace StudentRecords.Infrastructure.Store.Paging;

/// <summary>Counts, orders, cuts and projects a list in the database.</summary>
public static class TablePaging
{
    /// <summary>Give it the source after search and filters; it is ordered before it is projected, so any row type will do.</summary>
    public static async Task<TablePage<TRow>> ToPageAsync<TSource, TRow>(this IQueryable<TSource> source, TableQuery query, Sorting<TSource> sorting, Expression<Func<TSource, TRow>> row, CancellationToken ct) =>
        await source.ToPageAsync(await source.CountAsync(ct), query, sorting, row, ct);

    /// <summary>For a source whose rows were counted already, in a way that suits it better.</summary>
    public static async Task<TablePage<TRow>> ToPageAsync<TSource, TRow>(this IQueryable<TSource> source, int total, TableQuery query, Sorting<TSource> sorting, Expression<Func<TSource, TRow>> row, CancellationToken ct)
    {
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + query.Size - 1) / query.Size));
        var rows = total == 0 ? [] : await sorting.Apply(source, query).Skip((page - 1) * query.Size).Take(query.Size).Select(row).ToListAsync(ct);
        return new TablePage<TRow>(rows, total, page, query.Size);
    }

    /// <summary>For a source that is projected already; its row must be made with an object initialiser, or the order cannot be translated.</summary>
    public static Task<TablePage<TRow>> ToPageAsync<TRow>(this IQueryable<TRow> source, TableQuery query, Sorting<TRow> sorting, CancellationToken ct) =>
        source.ToPageAsync(query, sorting, r => r, ct);

    /// <summary>Pages rows that are in memory, for lists that come from code and not from the store.</summary>
    public static TablePage<TRow> ToPage<TRow>(this IReadOnlyCollection<TRow> rows, TableQuery query, Sorting<TRow> sorting)
    {
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (rows.Count + query.Size - 1) / query.Size));
        return new TablePage<TRow>([.. sorting.Apply(rows.AsQueryable(), query).Skip((page - 1) * query.Size).Take(query.Size)], rows.Count, page, query.Size);
    }
}
