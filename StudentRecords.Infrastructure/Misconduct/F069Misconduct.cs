using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>F069: findings and penalties. A penalty is an entry of its own beside the provisional mark; an overturned one is reversed by another.</summary>
internal sealed class F069Misconduct : InboundFlow<MisconductTold>
{
    private readonly MisconductIntake intake = new();

    public override string Flow => "F069";

    public override IReadOnlyList<string> Types => ["MisconductOutcomeConfirmed", "PenaltyImposed", "MisconductCaseClosed", "MisconductOutcomeOverturned"];

    public override bool TakesNoNarrative => true;

    protected override void Check(MisconductTold data, Checks checks) => data.Check(checks);

    protected override string Subject(MisconductTold data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<MisconductTold>> deliveries, CancellationToken ct)
    {
        await intake.LoadAsync(slice.Db, [.. deliveries.Select(d => d.Data)], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = intake.PersonOf(delivery.Data.Student);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<MisconductTold> delivery)
    {
        var message = delivery.Message;
        return intake.Apply(slice.Db, delivery.Data, message.Type == "MisconductCaseClosed", (int)message.SourceVersion, message.Source, slice.Now);
    }
}
