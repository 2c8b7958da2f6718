using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F016 AcademicAlertRaised: the learning environment sees trouble with a module, and somebody is to look into it. No mark changes by it.</summary>
internal sealed class F016Alerts() : AlertFlow<AlertTold>("VLE", InterventionKind.Academic)
{
    public override string Flow => "F016";

    public override IReadOnlyList<string> Types => ["AcademicAlertRaised"];

    protected override void Check(AlertTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AlertTold data) => data.Student;

    protected override string AlertOf(AlertTold data) => data.Alert;

    protected override DateOnly OpenedOn(AlertTold data) => data.RaisedOn;

    protected override string Summary(AlertTold data) => data.Text;
}
