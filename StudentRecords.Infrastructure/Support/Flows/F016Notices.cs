using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F016 CompletionStatusChanged, FeedbackReleased: shown among the student's messages; nothing in the record changes by them.</summary>
internal sealed class F016Notices : InboundFlow<LearningNotice>
{
    public override string Flow => "F016";

    public override IReadOnlyList<string> Types => ["CompletionStatusChanged", "FeedbackReleased"];

    protected override void Check(LearningNotice data, Checks checks) => data.Check(checks);

    protected override string Subject(LearningNotice data) => data.Student.Key;

    protected override Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<LearningNotice>> deliveries, CancellationToken ct) =>
        ToldFlow<LearningNotice, Domain.Support.Intervention>.PeopleAsync(slice, deliveries, d => d.Student, ct);

    protected override Disposition Apply(FlowSlice slice, Delivery<LearningNotice> delivery) => delivery.PersonId is null
        ? Disposition.Park(delivery.Data.Student.Key, $"Nobody is known as {delivery.Data.Student}.")
        : Disposition.Applied;
}
