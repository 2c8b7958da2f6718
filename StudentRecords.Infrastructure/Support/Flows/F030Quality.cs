using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F030: what a rule of the warehouse finds wrong becomes a task; nothing in the record changes by it, and a clean run closes it.</summary>
internal sealed class F030Quality : ToldFlow<QualityTold, DataQualityTask>
{
    private readonly LastWords runs = new();

    public override string Flow => "F030";

    public override IReadOnlyList<string> Types => ["DataQualityReportIssued", "ReconciliationExceptionRaised", "StewardshipActionRequested"];

    protected override void Check(QualityTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(QualityTold data) => null;

    protected override string Subject(QualityTold data) => DataQualityTask.KeyOf(data.Rule, data.Entity);

    protected override string KeyOf(Delivery<QualityTold> delivery) => Subject(delivery.Data);

    protected override Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<QualityTold>> deliveries, CancellationToken ct) => runs.LoadAsync(slice, deliveries.Select(d => Word(d.Data)), ct);

    protected override Disposition Take(FlowSlice slice, Delivery<QualityTold> delivery, DataQualityTask? held)
    {
        var (data, version) = (delivery.Data, delivery.Message.SourceVersion);
        if (held is null && !runs.IsNews(Word(data), version))
        {
            return Disposition.Stale;
        }

        // a clean run without a task leaves none, and an older fault that comes after it is mended already
        if (held is null && data.IsClean)
        {
            runs.Hear(slice, Word(data), version);
            return Disposition.Applied;
        }

        (held ?? Keep(slice, new DataQualityTask(data.Rule, data.Entity))).Take(data.Sentence ?? "", data.Run, data.On, data.IsClean, version);
        return Disposition.Applied;
    }

    private string Word(QualityTold data) => $"F030/{Subject(data)}";
}
