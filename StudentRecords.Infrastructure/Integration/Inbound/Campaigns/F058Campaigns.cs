using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound.Campaigns;

/// <summary>
/// F058: a campaign's content for the portal. What it says of a student's status must be what the record says, or it is stopped for a person to look at: when it comes, and
/// again when it would go.
/// </summary>
internal sealed class F058Campaigns() : RelayedFlow<CampaignContent>("F058", "EWP", ["TargetedMessagePublished", "CampaignContentPublished"])
{
    private StatusClaims claims = StatusClaims.None;

    protected override void Check(CampaignContent data, Checks checks) => data.Check(checks);

    protected override string Subject(CampaignContent data) => $"{data.Campaign}/{data.Audience}";

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<CampaignContent>> deliveries, CancellationToken ct) =>
        claims = await StatusClaims.ReadAsync(slice.Db, deliveries.Select(d => d.Data).Where(d => d.StatusClaim is not null).Select(d => d.Student).OfType<PersonRef>(), ct);

    protected override Disposition Apply(FlowSlice slice, Delivery<CampaignContent> delivery) =>
        claims.Contradicts(delivery.Data) is { } why ? Disposition.Quarantine("CONTRADICTS_RECORD", $"{why} It was not handed on.") : base.Apply(slice, delivery);
}
