using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Graduation;

/// <summary>Certificates and transcripts that were filed with the archive.</summary>
[Needs(Room.Graduations, Level.See)]
public sealed class FilingListing(FilingQueries queries) : Listing<FilingRow>
{
    public override string Path => "/graduation/documents";

    public override string Nouns => "filed documents";

    public override string SearchHint => "Key, title or student number";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "Nothing has been filed yet. Certificates and transcripts are filed when awards are conferred.";

    public override IReadOnlyList<Column<FilingRow>> Columns { get; } =
    [
        new("key", "Document", d => d.Key),
        new("title", "Title", d => d.Title) { IsLong = true },
        new("name", "Name", d => d.Name) { Sorts = false, IsLong = true },
        new("number", "Number", d => d.StudentNumber) { Sorts = false },
        new("state", "State", d => d.State) { Sorts = false, Chip = d => Chips.Of(d.State) },
        new("filedAt", "Filed", d => d.FiledAt) { IsLong = true },
        new("archivedAt", "Archived", d => d.ArchivedAt) { IsLong = true },
        new("retention", "Kept as", d => d.RetentionClass) { Sorts = false, IsExtra = true },
        new("until", "Until", d => d.KeptUntil) { Sorts = false, IsExtra = true },
        new("opened", "Opened in the archive", d => d.TimesOpened) { Sorts = false, IsNumber = true, IsExtra = true },
        new("hash", "SHA-256", d => d.Sha256) { Sorts = false, IsExtra = true },
    ];

    public override string RowLink(FilingRow row) => $"/students/{row.PersonId}/documents";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) => new((IReadOnlyList<ListFilter>)
    [
        new ListFilter("state", "State", [.. Enum.GetValues<FilingState>().Select(s => (s.ToString(), Chips.Of(s).Word))]),
        ListFilter.Of<DocumentType>("type", "Kind"),
        new ListFilter("late", "Answer", [("yes", "None within a day")]),
    ]);

    public override Task<TablePage<FilingRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PageAsync(query, caller, ct);
}
