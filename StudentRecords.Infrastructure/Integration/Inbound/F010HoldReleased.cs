using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F010 FinancialHoldReleased: applied only after its own placement. What waited for it is looked at again.</summary>
internal sealed class F010HoldReleased : InboundFlow<FinancialHoldReleased>
{
    private readonly OwnersHolds holds = new(F010HoldPlaced.Source);

    public override string Flow => "F010";

    public override IReadOnlyList<string> Types => ["FinancialHoldReleased"];

    protected override void Check(FinancialHoldReleased data, Checks checks) => data.Check(checks);

    protected override string Subject(FinancialHoldReleased data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<FinancialHoldReleased>> deliveries, CancellationToken ct)
    {
        await holds.LoadAsync(slice, [.. deliveries.Select(d => d.Data.Hold).Distinct()], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = holds.PersonOf(delivery.Data.Hold);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<FinancialHoldReleased> delivery) =>
        holds.Release(slice, delivery.Data.Hold, delivery.Message, delivery.Data.ReleasedOn, delivery.Data.Reason);
}
