using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>F063 ReasonableAdjustmentEnded: distributed as ended to everybody who was told of the grant.</summary>
internal sealed class F063Ends : InboundFlow<AdjustmentEnd>
{
    private readonly AdjustmentIntake intake = new();

    public override string Flow => "F063";

    public override IReadOnlyList<string> Types => ["ReasonableAdjustmentEnded"];

    public override bool TakesNoNarrative => true;

    protected override void Check(AdjustmentEnd data, Checks checks) => data.Check(checks);

    protected override string Subject(AdjustmentEnd data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<AdjustmentEnd>> deliveries, CancellationToken ct)
    {
        await intake.LoadAsync(slice.Db, [.. deliveries.Select(d => d.Data.Student)], [.. deliveries.Select(d => d.Data.Adjustment)], [], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = intake.PersonOf(delivery.Data.Student);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<AdjustmentEnd> delivery)
    {
        var message = delivery.Message;
        return intake.End(slice.Db, delivery.Data, new Brought((int)message.SourceVersion, message.Source, slice.Now, message.CorrelationId));
    }
}
