using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>F066: outcomes of exceptional circumstances. After a pack is frozen they wait for the formal route; an extension is told to the learning environment, and never to exam scheduling.</summary>
internal sealed class F066Circumstances : InboundFlow<CircumstancesOutcome>
{
    private readonly CircumstanceIntake intake = new();

    public override string Flow => "F066";

    public override IReadOnlyList<string> Types => ["ExceptionalCircumstancesOutcome"];

    public override bool TakesNoNarrative => true;

    protected override void Check(CircumstancesOutcome data, Checks checks) => data.Check(checks);

    protected override string Subject(CircumstancesOutcome data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<CircumstancesOutcome>> deliveries, CancellationToken ct)
    {
        await intake.LoadAsync(slice.Db, [.. deliveries.Select(d => d.Data)], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = intake.PersonOf(delivery.Data.Student);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<CircumstancesOutcome> delivery)
    {
        var message = delivery.Message;
        return intake.Apply(slice.Db, delivery.Data, new Brought((int)message.SourceVersion, message.Source, slice.Now, message.CorrelationId));
    }
}
