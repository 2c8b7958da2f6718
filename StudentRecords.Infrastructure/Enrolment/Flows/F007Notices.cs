using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>F007 LibraryOverdueNotified, LibraryLoanSummary: shown among the student's messages; nothing in the record changes by them.</summary>
internal sealed class F007Notices : InboundFlow<LibraryNotice>
{
    private Dictionary<PersonRef, long> people = [];

    public override string Flow => "F007";

    public override IReadOnlyList<string> Types => ["LibraryOverdueNotified", "LibraryLoanSummary"];

    protected override void Check(LibraryNotice data, Checks checks) => data.Check(checks);

    protected override string Subject(LibraryNotice data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LibraryNotice>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LibraryNotice> delivery) => delivery.PersonId is null
        ? Disposition.Park(delivery.Data.Student.Key, $"Nobody is known as {delivery.Data.Student}.")
        : Disposition.Applied;
}
