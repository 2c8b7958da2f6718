using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F013 AbsenceAlertRaised: somebody is to look after a student who is missed, unless an adjustment says that no alert is raised for them.</summary>
internal sealed class F013Alerts() : AlertFlow<AbsenceAlert>("AM", InterventionKind.Absence)
{
    private HashSet<long> excepted = [];

    public override string Flow => "F013";

    public override IReadOnlyList<string> Types => ["AbsenceAlertRaised"];

    protected override void Check(AbsenceAlert data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AbsenceAlert data) => data.Student;

    protected override string AlertOf(AbsenceAlert data) => data.Alert;

    protected override DateOnly OpenedOn(AbsenceAlert data) => data.RaisedOn;

    protected override string Summary(AbsenceAlert data) => $"{data.Missed} teaching events missed in a row{(data.LastSeenOn is { } seen ? $", last seen {seen:d MMM yyyy}" : "")}";

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<AbsenceAlert>> deliveries, CancellationToken ct)
    {
        var (people, today) = (deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList(), slice.Today);
        excepted = (await slice.Db.Set<ReasonableAdjustment>().Where(a => people.Contains(a.PersonId) && a.State != AdjustmentState.Superseded && a.From <= today && (a.To == null || a.To >= today)
            && (a.Category == AdjustmentCategory.AlertSuspension || a.Category == AdjustmentCategory.AttendanceExemption)).Select(a => a.PersonId).ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition? Unwanted(Delivery<AbsenceAlert> delivery) => excepted.Contains(delivery.PersonId!.Value)
        ? Disposition.Refuse([new("ALERTS_SUSPENDED", "An adjustment says that no absence alert is raised for this student (F060).", "F060")])
        : null;
}
