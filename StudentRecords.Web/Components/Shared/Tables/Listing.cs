using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>A list of the product: one query and one set of columns, for the screen and for the CSV file.</summary>
public interface IListing
{
    /// <summary>Address of the list; the file is at the same address with <c>.csv</c>. <c>{of:long}</c> stands for the record it hangs under.</summary>
    string Path { get; }

    Task WriteCsvAsync(TableQuery query, Caller caller, Stream to, CancellationToken ct);

    /// <summary>What the search over everything finds here; null where this list takes no part in it.</summary>
    Task<HitsOfList?> FindAsync(string text, Caller caller, CancellationToken ct);
}

/// <summary>Derive one class a list, put <c>[Needs]</c> on it, and it is registered and its file is mapped (see docs/how-to-add-a-page.md).</summary>
public abstract class Listing<TRow> : IListing
{
    private const int HitsShown = 8;

    public abstract string Path { get; }

    /// <summary>What is listed, in the plural and in a sentence: "users".</summary>
    public abstract string Nouns { get; }

    public abstract IReadOnlyList<Column<TRow>> Columns { get; }

    /// <summary>For a list whose columns depend on the record it hangs under; otherwise <see cref="Columns"/>.</summary>
    public virtual ValueTask<IReadOnlyList<Column<TRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) => new(Columns);

    /// <summary>What the search box finds; null where there is nothing to search.</summary>
    public virtual string? SearchHint => null;

    /// <summary>Whether the search over everything asks this list too.</summary>
    public virtual bool IsSearchedFromEverywhere => SearchHint is not null && !Path.Contains('{', StringComparison.Ordinal);

    /// <summary>What is said when there are no rows at all, unnarrowed.</summary>
    public virtual string WhenEmpty => $"There are no {Nouns} yet.";

    /// <summary>Where a row leads; null when it does not open.</summary>
    public virtual string? RowLink(TRow row) => null;

    public virtual ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)[]);

    /// <summary>The one query.</summary>
    public abstract Task<TablePage<TRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct);

    /// <summary>Address of the file with exactly what the query finds.</summary>
    public string CsvAddress(TableQuery query) =>
        Path.Replace("{of:long}", query.Of?.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + ".csv" + query.ToAddress(withPage: false);

    public async Task<HitsOfList?> FindAsync(string text, Caller caller, CancellationToken ct)
    {
        if (!IsSearchedFromEverywhere)
        {
            return null;
        }

        var query = new TableQuery { Search = text, Size = HitsShown };
        var page = await LoadAsync(query, caller, ct);
        var hits = page.Rows.Where(r => RowLink(r) is not null).Select(r => new Hit(
            Words.OfAny(Columns[0].Plain(r)), string.Join(" · ", Columns.Skip(1).Where(c => c is { IsExtra: false, IsNumber: false }).Take(3).Select(c => Words.OfAny(c.Plain(r))).Where(w => w.Length > 0)), RowLink(r)!));
        return new HitsOfList(Nouns, page.Total, Path + query.ToAddress(withPage: false), [.. hits]);
    }

    public async Task WriteCsvAsync(TableQuery query, Caller caller, Stream to, CancellationToken ct)
    {
        var page = await LoadAsync(query.Whole(), caller, ct);
        var columns = (await ColumnsAsync(query.Of, caller, ct)).Where(c => c.IsExtra || !query.Turned.Contains(c.Key)).ToList();
        await using var file = new CsvFile(to);
        await file.WriteAsync(columns.Select(c => (object?)c.Title), ct);
        foreach (var row in page.Rows)
        {
            await file.WriteAsync(columns.Select(c => c.Plain(row)), ct);
        }
    }
}
