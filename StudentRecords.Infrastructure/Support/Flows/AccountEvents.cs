using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>What happened to an account, by Identity or by the service desk: a note that registry and support see alike.</summary>
internal abstract class AccountEvents(string flow, string source, IReadOnlyList<string> types) : ToldFlow<AccountEventTold, AccountNote>
{
    public sealed override string Flow => flow;

    public sealed override IReadOnlyList<string> Types => types;

    protected sealed override void Check(AccountEventTold data, Checks checks) => data.Check(checks);

    protected sealed override PersonRef? Who(AccountEventTold data) => data.Student;

    protected sealed override string KeyOf(Delivery<AccountEventTold> delivery) => $"{source}/{delivery.Data.Reference}";

    protected override Disposition Take(FlowSlice slice, Delivery<AccountEventTold> delivery, AccountNote? held)
    {
        (held ?? Keep(slice, new AccountNote(delivery.PersonId!.Value, source, KeyOf(delivery)))).Take(delivery.Message.Type, delivery.Data.Text, delivery.Data.On, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}

/// <summary>F022 SecurityEventNotified.</summary>
internal sealed class F022Events() : AccountEvents("F022", "IAM", ["SecurityEventNotified"]);

/// <summary>F044 ServiceRequestResolved, AccountStatusChanged. Whether the account is locked then is so in the record too, and told from there (F043).</summary>
internal sealed class F044Events() : AccountEvents("F044", "ITSM", ["ServiceRequestResolved", "AccountStatusChanged"])
{
    private readonly FieldWords words = new(FieldWords.Account);
    private Dictionary<long, AccountState> accounts = [];

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<AccountEventTold>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.PersonId).OfType<long>().Distinct().Select(F022Accounts.KeyOf).ToList();
        accounts = await slice.Db.Set<AccountState>().Where(a => keys.Contains(a.Key)).ToDictionaryAsync(a => a.PersonId, ct);
        await words.LoadAsync(slice, [.. deliveries.Where(d => d.Data.IsLocked is not null)], [F022Accounts.Locked], ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<AccountEventTold> delivery, AccountNote? held)
    {
        var (data, person) = (delivery.Data, delivery.PersonId!.Value);
        if (delivery.Message.Type == "AccountStatusChanged" && data.IsLocked is { } isLocked && words.Hear(slice, delivery, F022Accounts.Locked))
        {
            if (!accounts.TryGetValue(person, out var account))
            {
                accounts[person] = account = new AccountState(person, F022Accounts.KeyOf(person));
                slice.Db.Add(account);
            }

            account.Tell(delivery.Message.Type, isLocked, data.On);
        }

        return base.Take(slice, delivery, held);
    }
}
