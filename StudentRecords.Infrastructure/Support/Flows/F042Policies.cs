using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F042: policies and regulations that students are told of. A new version is acknowledged anew by those who were asked before; one that is withdrawn asks nobody any more.</summary>
internal sealed class F042Policies : ToldFlow<PolicyTold, PolicyNotice>
{
    public override string Flow => "F042";

    public override IReadOnlyList<string> Types => ["PolicyPublished", "RegulationChanged", "AcknowledgementRequired", "PolicyWithdrawn"];

    protected override void Check(PolicyTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(PolicyTold data) => null;

    protected override string Subject(PolicyTold data) => data.Policy;

    protected override string KeyOf(Delivery<PolicyTold> delivery) => delivery.Data.Policy;

    protected override Disposition Take(FlowSlice slice, Delivery<PolicyTold> delivery, PolicyNotice? held)
    {
        var (data, type) = (delivery.Data, delivery.Message.Type);
        (held ?? Keep(slice, new PolicyNotice(data.Policy))).Take(data.Title, data.Link, data.EffectiveOn, type == "AcknowledgementRequired" || (type != "PolicyWithdrawn" && held?.NeedsAcknowledgement == true), data.Programme, type == "PolicyWithdrawn", delivery.Message.SourceVersion);
        slice.Arrived.Add(Waits.Policy(data.Policy));
        return Disposition.Applied;
    }
}
