using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Hesa;

/// <summary>What the authority found in a submission.</summary>
[Needs(Room.Returns, Level.See)]
public sealed class ReportedListing(ReportedFaults faults) : Listing<ReportedFaultRow>
{
    public override string Path => "/returns/{of:long}/reported";

    public override string Nouns => "findings of the authority";

    public override string SearchHint => "A rule, any part of the key, a word of the finding";

    public override bool IsSearchedFromEverywhere => false;

    public override string WhenEmpty => "The authority has reported nothing of this submission.";

    public override IReadOnlyList<Column<ReportedFaultRow>> Columns { get; } =
    [
        new("rule", "Rule", f => f.Rule),
        new("key", "Key", f => f.Key) { IsLong = true },
        new("sentence", "What is wrong", f => f.Sentence) { Sorts = false, IsLong = true },
        new("settled", "State", f => f.SettledAt) { Chip = f => State(f.SettledAt) },
        new("received", "Received", f => f.ReceivedAt),
    ];

    internal static ChipLook State(DateTimeOffset? settledAt) => settledAt is null ? new("To settle", Tone.Warn, "wait") : new("Settled", Tone.Good);

    public override string? RowLink(ReportedFaultRow row) => $"/returns/{row.ReturnId}/reported/{row.Id}";

    public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
        new((IReadOnlyList<ListFilter>)[new ListFilter("state", "State", [("open", "To settle"), ("settled", "Settled")])]);

    public override Task<TablePage<ReportedFaultRow>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => faults.PageAsync(query, caller, ct);
}
