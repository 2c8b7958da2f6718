using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F062 ExamTimetableFinalised: when and where an examination is sat. A field that the contract does not know, such as a mark, is turned away.</summary>
internal sealed class F062Sittings : ToldFlow<ExamSittingTold, ExamSitting>
{
    private Dictionary<string, long> components = [];

    public override string Flow => "F062";

    public override IReadOnlyList<string> Types => ["ExamTimetableFinalised"];

    public override bool TakesNoNarrative => true;

    protected override void Check(ExamSittingTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(ExamSittingTold data) => null;

    protected override string Subject(ExamSittingTold data) => data.Sitting;

    protected override string KeyOf(Delivery<ExamSittingTold> delivery) => delivery.Data.Sitting;

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<ExamSittingTold>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Assessment).Distinct().ToList();
        components = await slice.Db.Set<AssessmentComponent>().Where(c => keys.Contains(c.Key)).ToDictionaryAsync(c => c.Key, c => c.Id, ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<ExamSittingTold> delivery, ExamSitting? held)
    {
        var data = delivery.Data;
        if (!components.TryGetValue(data.Assessment, out var component))
        {
            return Disposition.Park(Waits.Component(data.Assessment), $"There is no assessment {data.Assessment} in the catalogue.");
        }

        if (held is not null && held.ComponentId != component)
        {
            return Disposition.Quarantine("OTHER_ASSESSMENT", $"The sitting {data.Sitting} is of another assessment.");
        }

        (held ?? Keep(slice, new ExamSitting(data.Sitting, component))).Take(data.StartsAt, data.EndsAt, data.Room, delivery.Message.SourceVersion);
        slice.Arrived.Add(Waits.Sitting(data.Sitting));
        return Disposition.Applied;
    }
}
