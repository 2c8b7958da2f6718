using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Graduation;

/// <summary>Everybody on one ceremony's list.</summary>
[Needs(Room.Graduations, Level.See)]
public sealed class OnTheListListing(GraduationQueries queries) : Listing<GraduandRow>
{
    public override string Path => "/graduation/ceremonies/{of:long}";

    public override string Nouns => "graduands";

    public override string SearchHint => "Name, number or award";

    public override string WhenEmpty => "Nobody is on this list yet.";

    public override IReadOnlyList<Column<GraduandRow>> Columns { get; } = [.. GraduandColumns.Of.Where(c => c.Key != "ceremony").Select(c => c.Key is "conferredOn" or "certificate" ? c with { IsExtra = false } : c)];

    public override string RowLink(GraduandRow row) => row.ConfermentId is null && row.GraduandId is { } place ? $"/graduation/ceremonies/{row.CeremonyId}/off/{place}" : GraduandColumns.Link(row);

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("step", "Show", [(nameof(GraduationStep.Obstructed), "Who cannot be conferred now")])]);

    public override Task<TablePage<GraduandRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.ListAsync(query, caller, ct);
}
