using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>F063: approved reasonable adjustments and rule treatments. The same save queues F059, F060 and F061 as the category requires.</summary>
internal sealed class F063Adjustments : InboundFlow<AdjustmentOutcome>
{
    private readonly AdjustmentIntake intake = new();

    public override string Flow => "F063";

    public override IReadOnlyList<string> Types => ["ReasonableAdjustmentApproved", "ReasonableAdjustmentAmended", "DsaEntitlementRecorded", "RuleTreatmentGranted"];

    public override bool TakesNoNarrative => true;

    protected override void Check(AdjustmentOutcome data, Checks checks) => data.Check(checks);

    protected override string Subject(AdjustmentOutcome data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<AdjustmentOutcome>> deliveries, CancellationToken ct)
    {
        await intake.LoadAsync(slice.Db, [.. deliveries.Select(d => d.Data.Student)], [.. deliveries.Select(d => d.Data.Adjustment)], [.. deliveries.Select(d => d.Data.Terms)], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = intake.PersonOf(delivery.Data.Student);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<AdjustmentOutcome> delivery)
    {
        var (message, category) = (delivery.Message, delivery.Data.Category);
        if (!Fits(message.Type, category))
        {
            return Disposition.Quarantine("CATEGORY", $"{message.Type} does not bring this category.");
        }

        return intake.Grant(slice.Db, delivery.Data, new Brought((int)message.SourceVersion, message.Source, slice.Now, message.CorrelationId));
    }

    private static bool Fits(string type, AdjustmentCategory category) => type switch
    {
        "DsaEntitlementRecorded" => category == AdjustmentCategory.DsaEntitlement,
        "RuleTreatmentGranted" => category is AdjustmentCategory.LatePenaltySuppression or AdjustmentCategory.ExtendedSubmissionWindow,
        _ => true,
    };
}
