using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>What happened to an account, by Identity or by the service desk: a note that registry and support see alike.</summary>
internal abstract class AccountEvents(string flow, string source, IReadOnlyList<string> types) : ToldFlow<AccountEventTold, AccountNote>
{
    public sealed override string Flow => flow;

    public sealed override IReadOnlyList<string> Types => types;

    protected sealed override void Check(AccountEventTold data, Checks checks) => data.Check(checks);

    protected sealed override PersonRef? Who(AccountEventTold data) => data.Student;

    protected sealed override string KeyOf(Delivery<AccountEventTold> delivery) => $"{source}/{delivery.Data.Reference}";

    protected sealed override Disposition Take(FlowSlice slice, Delivery<AccountEventTold> delivery, AccountNote? held)
    {
        (held ?? Keep(slice, new AccountNote(delivery.PersonId!.Value, source, KeyOf(delivery)))).Take(delivery.Message.Type, delivery.Data.Text, delivery.Data.On, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}

/// <summary>F022 SecurityEventNotified.</summary>
internal sealed class F022Events() : AccountEvents("F022", "IAM", ["SecurityEventNotified"]);

/// <summary>F044 ServiceRequestResolved, AccountStatusChanged.</summary>
internal sealed class F044Events() : AccountEvents("F044", "ITSM", ["ServiceRequestResolved", "AccountStatusChanged"]);
