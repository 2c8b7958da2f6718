using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F013 EngagementIndicatorUpdated: the newest figure of a student's presence stands.</summary>
internal sealed class F013Indicators : ToldFlow<IndicatorTold, AttendanceIndicator>
{
    public override string Flow => "F013";

    public override IReadOnlyList<string> Types => ["EngagementIndicatorUpdated"];

    protected override void Check(IndicatorTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(IndicatorTold data) => data.Student;

    protected override string KeyOf(Delivery<IndicatorTold> delivery) => $"AM/{delivery.PersonId}";

    protected override Disposition Take(FlowSlice slice, Delivery<IndicatorTold> delivery, AttendanceIndicator? held)
    {
        (held ?? Keep(slice, new AttendanceIndicator(delivery.PersonId!.Value, KeyOf(delivery)))).Take(delivery.Data.Percent, delivery.Data.AsOf, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
