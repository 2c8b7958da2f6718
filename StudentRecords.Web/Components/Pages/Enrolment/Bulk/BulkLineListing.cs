using System.Text.Json;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.Enrolment.Bulk;

/// <summary>The lines of a change of many; its file is the result file: what came, and what became of it, row by row.</summary>
[Needs(Room.Enrolments, Level.See)]
public sealed class BulkLineListing(BulkQueries queries) : Listing<BulkLineRow>
{
    public override string Path => "/bulk/{of:long}/lines";

    public override string Nouns => "lines";

    public override string SearchHint => "Anything in the line";

    public override IReadOnlyList<Column<BulkLineRow>> Columns { get; } =
    [
        new("number", "Line", l => l.Number) { IsNumber = true },
        new("state", "Outcome", l => l.State) { Chip = l => Chips.Of(l.State) },
        new("answer", "What became of it", l => l.Answer) { Sorts = false, IsLong = true },
        new("codes", "Rules against it", l => l.Codes) { IsKey = true },
    ];

    public override async ValueTask<IReadOnlyList<Column<BulkLineRow>>> ColumnsAsync(long? of, Caller caller, CancellationToken ct) =>
        await queries.FindAsync(of ?? 0, caller, ct) is { } run
            ? [Columns[0], .. run.Columns.Split(',').Select(c => new Column<BulkLineRow>(c, c, l => Value(l, c)) { Sorts = false }), .. Columns.Skip(1)]
            : Columns;

    public override string? RowLink(BulkLineRow row) => row.PersonId is { } person ? $"/students/{person}/desk" : null;

    public override async ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        [ListFilter.Of<BulkState>("state", "Outcome"), new ListFilter("codes", "Rules against it", [.. (await queries.ReasonsAsync(of ?? 0, caller, ct)).Select(r => (r.Codes, r.Codes))])];

    public override Task<TablePage<BulkLineRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.LinesAsync(query, caller, ct);

    private static string? Value(BulkLineRow line, string column) => JsonSerializer.Deserialize<Dictionary<string, string>>(line.Fields)!.GetValueOrDefault(column);
}
