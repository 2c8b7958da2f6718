using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>F007 LibraryObligationCleared: closes the hold of its obligation; one that comes first waits for it and closes it at once.</summary>
internal sealed class F007Cleared : InboundFlow<LibraryObligationCleared>
{
    private readonly OwnersHolds holds = new(F007Raised.Source);

    public override string Flow => "F007";

    public override IReadOnlyList<string> Types => ["LibraryObligationCleared"];

    protected override void Check(LibraryObligationCleared data, Checks checks) => data.Check(checks);

    protected override string Subject(LibraryObligationCleared data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LibraryObligationCleared>> deliveries, CancellationToken ct)
    {
        await holds.LoadAsync(slice, [.. deliveries.Select(d => d.Data.Obligation).Distinct()], ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = holds.PersonOf(delivery.Data.Obligation);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<LibraryObligationCleared> delivery) =>
        holds.Release(slice, delivery.Data.Obligation, delivery.Message, delivery.Data.ClearedOn, delivery.Data.Reason);
}
