using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F032: what a module's students said together. A message with a field for a student, or with a text, is turned away and not kept.</summary>
internal sealed class F032Surveys : ToldFlow<SurveyTold, SurveyResult>
{
    private Dictionary<string, long> runs = [];

    public override string Flow => "F032";

    public override IReadOnlyList<string> Types => ["SurveyResultsAggregated", "SurveyResponseRates", "ActionTrackingUpdated"];

    public override bool TakesNoNarrative => true;

    protected override void Check(SurveyTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(SurveyTold data) => null;

    protected override string Subject(SurveyTold data) => SurveyResult.KeyOf(data.Survey, data.ModuleRun);

    protected override string KeyOf(Delivery<SurveyTold> delivery) => Subject(delivery.Data);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<SurveyTold>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.ModuleRun).Distinct().ToList();
        runs = await slice.Db.Set<ModuleOccurrence>().Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, o => o.Id, ct);
    }

    protected override Disposition Take(FlowSlice slice, Delivery<SurveyTold> delivery, SurveyResult? held)
    {
        var data = delivery.Data;
        if (!runs.TryGetValue(data.ModuleRun, out var run))
        {
            return Disposition.Park(Waits.Occurrence(data.ModuleRun), $"There is no module running {data.ModuleRun} in the catalogue.");
        }

        (held ?? Keep(slice, new SurveyResult(data.Survey, run, data.ModuleRun))).Take(data.Invited, data.Responses, data.MeansText, data.ActionsText, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
