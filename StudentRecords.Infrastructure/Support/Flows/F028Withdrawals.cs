using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F028 AtRiskFlagWithdrawn: closes a flag that nobody has taken up; what somebody has in hand stays theirs.</summary>
internal sealed class F028Withdrawals : ToldFlow<RiskTold, Intervention>
{
    public override string Flow => "F028";

    public override IReadOnlyList<string> Types => ["AtRiskFlagWithdrawn"];

    protected override void Check(RiskTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(RiskTold data) => data.Student;

    protected override string KeyOf(Delivery<RiskTold> delivery) => $"{F028Flags.Source}/{delivery.Data.Flag}";

    protected override Disposition Take(FlowSlice slice, Delivery<RiskTold> delivery, Intervention? held)
    {
        if (held is null)
        {
            return Disposition.Park(Waits.Flag(F028Flags.Source, delivery.Data.Flag), $"The flag {delivery.Data.Flag} has not arrived.");
        }

        held.Retract(delivery.Data.ScoredOn, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
