using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Tests.Integration;

/// <summary>A relay that does what no relay may: it changes the record while it hands its message on. What it does is said by the batch.</summary>
internal sealed class MeddlingRelay() : RelayedFlow<AnalyticsBatch>("F055", "BI", [Type])
{
    public const string Type = "MeddlesWithTheRecord";

    private Person person = null!;

    protected override void Check(AnalyticsBatch data, Checks checks) => data.Check(checks);

    protected override string Subject(AnalyticsBatch data) => data.Batch;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<AnalyticsBatch>> deliveries, CancellationToken ct) =>
        person = await slice.Db.Set<Person>().Include(p => p.Identifiers).FirstAsync(p => p.Identifiers.Any(i => i.Value == "U1"), ct);

    protected override Disposition Apply(FlowSlice slice, Delivery<AnalyticsBatch> delivery)
    {
        switch (delivery.Data.Batch)
        {
            case "edits":
                person.Rename(new PersonName("Meddled", "With"));
                break;
            case "adds":
                slice.Db.Add(new DataQualityTask("MEDDLED", "F055"));
                break;
            case "deletes":
                slice.Db.Remove(person.Identifiers[0]);
                break;
            case "saves":
                person.Rename(new PersonName("Meddled", "With"));
                slice.Db.SaveAsync(slice.Change(delivery.Message), default).GetAwaiter().GetResult();
                break;
            case "updates at once":
                slice.Db.Set<PersonIdentifier>().ExecuteUpdate(s => s.SetProperty(i => i.Value, "U2"));
                break;
            case "deletes at once":
                slice.Db.Set<PersonIdentifier>().ExecuteDelete();
                break;
            case "commands":
                slice.Db.Database.ExecuteSqlRaw("UPDATE Person SET FamilyName = 'Meddled'");
                break;
        }

        return base.Apply(slice, delivery);
    }
}
