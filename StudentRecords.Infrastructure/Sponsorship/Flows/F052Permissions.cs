using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Sponsorship.Flows;

/// <summary>
/// F052: the permission to study, newest word first. A grant lets an enrolment that waited for it go on; a refusal or a curtailment
/// places a hold of Compliance, who must act on it.
/// </summary>
internal sealed class F052Permissions : InboundFlow<PermissionTold>
{
    private const string Owner = "Compliance";
    private readonly Activation activation = new();
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> people = [];
    private Dictionary<string, PermissionToStudy> permissions = [];
    private HashSet<string> holds = [];

    public override string Flow => "F052";

    public override IReadOnlyList<string> Types => ["CasAssigned", "VisaGranted", "VisaRefused", "LeaveCurtailed"];

    protected override void Check(PermissionTold data, Checks checks) => data.Check(checks);

    protected override string Subject(PermissionTold data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<PermissionTold>> deliveries, CancellationToken ct)
    {
        refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = refs.Values.Distinct().ToList();
        var numbers = deliveries.Select(d => d.Data.Cas).Distinct().ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        holds = (await slice.Db.Set<Hold>().Where(h => h.Source == Owner && numbers.Contains(h.Key)).Select(h => h.Key).ToListAsync(ct)).ToHashSet();
        await activation.LoadAsync(slice.Db, ids, ct);
        permissions = await slice.Db.Set<PermissionToStudy>().Where(p => numbers.Contains(p.CasNumber)).ToDictionaryAsync(p => p.CasNumber, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<PermissionTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } id)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var state = StateOf(delivery.Message.Type);
        if (PermissionToStudy.Faults(data.Cas, state, data.ValidFrom, data.ValidUntil) is { Count: > 0 } faults)
        {
            return Disposition.Quarantine(faults[0].Code, faults[0].Sentence);
        }

        if (permissions.TryGetValue(data.Cas, out var held))
        {
            if (held.PersonId != id)
            {
                return Disposition.Quarantine("CAS_OF_ANOTHER", $"CAS {data.Cas} belongs to another student.");
            }

            if (!held.Tell("F052", state, data.ValidFrom, data.ValidUntil, data.DecidedOn))
            {
                return Disposition.Stale;
            }
        }
        else
        {
            held = new PermissionToStudy(people[id], data.Cas, "F052", state, data.ValidFrom, data.ValidUntil, data.DecidedOn);
            permissions[data.Cas] = held;
            slice.Db.Add(held);
            activation.Permitted(held);
        }

        Follow(slice, id, state, data, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }

    private void Follow(FlowSlice slice, long person, PermissionState state, PermissionTold data, string correlation)
    {
        if (state is PermissionState.Refused or PermissionState.Curtailed)
        {
            if (holds.Add(data.Cas))
            {
                var reason = state == PermissionState.Refused ? "The visa was refused" : $"The leave is cut short to {data.ValidUntil:d MMM yyyy}";
                slice.Db.Add(new Hold(people[person], Owner, data.Cas, reason, "Compliance clears it when a new permission is on the record.", Blocks.Enrolment | Blocks.Registration, slice.Today));
            }
        }
        else if (activation.Try(slice.Db, person, slice.Today, slice.Now, correlation).Count > 0)
        {
            slice.Arrived.Add(Waits.Enrolled(person));
        }
    }

    private static PermissionState StateOf(string type) => type switch
    {
        "VisaGranted" => PermissionState.Granted,
        "VisaRefused" => PermissionState.Refused,
        "LeaveCurtailed" => PermissionState.Curtailed,
        _ => PermissionState.CasAssigned,
    };
}
