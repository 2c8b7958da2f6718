using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Sponsorship.Flows;

/// <summary>
/// F052: the permission to study, newest word first. A grant lets an enrolment that waited for it go on; a refusal or a curtailment
/// places a hold of Compliance, who have ten working days to act on it.
/// </summary>
internal sealed class F052Permissions : InboundFlow<PermissionTold>
{
    private readonly Activation activation = new();
    private readonly PermissionTaking taking = new();
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> people = [];

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
        var numbers = deliveries.Select(d => d.Data.Cas.Trim()).Distinct().ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        await activation.LoadAsync(slice.Db, ids, ct);
        await taking.LoadAsync(slice.Db, numbers, ids, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<PermissionTold> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } id)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var taken = taking.Take(slice.Db, people[id], data, StateOf(delivery.Message.Type), Flow, slice.Today);
        if (taken.Value is not { } permission)
        {
            var refusal = taken.Refusals[0];
            return refusal.Code == PermissionTaking.Older ? Disposition.Stale : Disposition.Quarantine(refusal.Code, refusal.Sentence);
        }

        activation.Permitted(permission);
        if (permission.State is PermissionState.CasAssigned or PermissionState.Granted)
        {
            activation.Try(slice.Db, id, slice.Today, slice.Now, delivery.Message.CorrelationId);
        }

        return Disposition.Applied;
    }

    private static PermissionState StateOf(string type) => type switch
    {
        "VisaGranted" => PermissionState.Granted,
        "VisaRefused" => PermissionState.Refused,
        "LeaveCurtailed" => PermissionState.Curtailed,
        _ => PermissionState.CasAssigned,
    };
}
