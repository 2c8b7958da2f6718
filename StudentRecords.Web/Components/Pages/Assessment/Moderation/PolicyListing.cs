using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Web.Access;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Assessment.Moderation;

[Needs(Room.Moderation, Level.See)]
public sealed class PolicyListing(ModerationQueries queries) : Listing<ModerationPolicy>
{
    public override string Path => "/moderation/policies";

    public override string Nouns => "policies";

    public override string WhenEmpty => "No moderation policy was published yet; boards agree marks as they come.";

    public override IReadOnlyList<Column<ModerationPolicy>> Columns { get; } =
    [
        new("title", "Policy", p => p.Title) { IsLong = true },
        new("faculty", "Faculty", p => p.Faculty.Length > 0 ? p.Faculty : "All"),
        new("module", "Module", p => p.ModuleCode.Length > 0 ? p.ModuleCode : "All"),
        new("version", "Version", p => p.PolicyVersion) { IsNumber = true },
        new("from", "For occurrences from", p => p.ValidFrom),
        new("says", "What it says", p => string.Join(" ", ModerationClauses.Read(p.Clauses).Value?.Words() ?? [])) { Sorts = false, IsLong = true },
        new("published", "Published", p => p.PublishedAt) { IsExtra = true },
        new("by", "By", p => p.PublishedBy) { Sorts = false, IsExtra = true },
    ];

    public override Task<TablePage<ModerationPolicy>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct) => queries.PoliciesAsync(query, caller, ct);
}
