using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Sponsorship;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F052 ComplianceAlertRaised: the Home Office asks about a sponsored student; it is answered within ten working days.</summary>
internal sealed class F052Alerts() : AlertFlow<AlertTold>("UKVI", InterventionKind.Sponsor)
{
    public override string Flow => "F052";

    public override IReadOnlyList<string> Types => ["ComplianceAlertRaised"];

    protected override void Check(AlertTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AlertTold data) => data.Student;

    protected override string AlertOf(AlertTold data) => data.Alert;

    protected override DateOnly OpenedOn(AlertTold data) => data.RaisedOn;

    protected override DateOnly? DueOn(FlowSlice slice, AlertTold data) => ContactPoints.ReportBy(data.RaisedOn);

    protected override string? Office => SponsorCases.Office;

    protected override string Summary(AlertTold data) => data.Text;
}
