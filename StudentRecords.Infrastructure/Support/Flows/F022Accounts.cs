using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F022: a student's account as Identity has it; the username goes into the identity map.</summary>
internal sealed class F022Accounts : ToldFlow<AccountTold, AccountState>
{
    /// <summary>The field of which the service desk tells too (F044).</summary>
    internal const string Locked = "Locked";

    private const string Source = "IAM";
    private readonly FieldWords words = new(FieldWords.Account);
    private Dictionary<long, Person> people = [];
    private Dictionary<string, long> taken = [];

    public override string Flow => "F022";

    public override IReadOnlyList<string> Types => ["CredentialIssued", "AccountLocked", "AccountUnlocked", "RoleAssignmentChanged"];

    protected override void Check(AccountTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AccountTold data) => data.Student;

    protected override string KeyOf(Delivery<AccountTold> delivery) => KeyOf(delivery.PersonId ?? 0);

    internal static string KeyOf(long person) => $"{Source}/{person}";

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<AccountTold>> deliveries, CancellationToken ct)
    {
        var (ids, names) = (deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList(), deliveries.Select(d => d.Data.Username).OfType<string>().Distinct().ToList());
        people = await slice.Db.Set<Person>().Include(p => p.Identifiers).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        taken = (await slice.Db.Set<PersonIdentifier>().Where(i => i.System == Source && names.Contains(i.Value)).Select(i => new { i.Value, i.PersonId }).ToListAsync(ct)).GroupBy(i => i.Value).ToDictionary(g => g.Key, g => g.First().PersonId);
        await words.LoadAsync(slice, deliveries, [Locked], ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<AccountTold> delivery, AccountState? held)
    {
        var (data, type, id) = (delivery.Data, delivery.Message.Type, delivery.PersonId!.Value);
        if (data.Username is { } name && taken.TryGetValue(name, out var owner) && owner != id)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"The username {name} belongs to another student in the record.");
        }

        if (type == "CredentialIssued" && data.Username is null)
        {
            return Disposition.Quarantine("USERNAME_MISSING", "An account that is issued has a username.");
        }

        bool? locked = type switch { "AccountLocked" => true, "AccountUnlocked" or "CredentialIssued" => false, _ => null };
        if (locked is not null && !words.Hear(slice, delivery, Locked))
        {
            // the service desk told of it later
            locked = null;
        }

        (held ?? Keep(slice, new AccountState(id, KeyOf(delivery)))).Take(type, data.Username, locked, data.Roles is null ? null : string.Join(',', data.Roles), data.On, delivery.Message.SourceVersion);
        if (data.Username is { } username && !taken.ContainsKey(username))
        {
            foreach (var old in people[id].Identifiers.Where(i => i.System == Source && i.To is null))
            {
                old.EndOn(data.On);
            }

            slice.Db.Add(people[id].Identify(Source, IdentifierKinds.SystemId, username, data.On));
            taken[username] = id;
            slice.Arrived.Add(new PersonRef(Source, username).Key);
        }

        return Disposition.Applied;
    }
}
