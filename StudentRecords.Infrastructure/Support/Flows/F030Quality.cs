using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F030: what a rule of the warehouse finds wrong becomes a task; nothing in the record changes by it, and a clean run closes it.</summary>
internal sealed class F030Quality : ToldFlow<QualityTold, DataQualityTask>
{
    public override string Flow => "F030";

    public override IReadOnlyList<string> Types => ["DataQualityReportIssued", "ReconciliationExceptionRaised", "StewardshipActionRequested"];

    protected override void Check(QualityTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(QualityTold data) => null;

    protected override string Subject(QualityTold data) => DataQualityTask.KeyOf(data.Rule, data.Entity);

    protected override string KeyOf(Delivery<QualityTold> delivery) => Subject(delivery.Data);

    protected override Disposition Take(FlowSlice slice, Delivery<QualityTold> delivery, DataQualityTask? held)
    {
        var data = delivery.Data;
        if (held is null && data.IsClean)
        {
            return Disposition.Applied;
        }

        (held ?? Keep(slice, new DataQualityTask(data.Rule, data.Entity))).Take(data.Sentence ?? "", data.Run, data.On, data.IsClean, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
