using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F044 DataCorrectionCompleted: a request to the registry, never a change of the record by itself.</summary>
internal sealed class F044Corrections() : AlertFlow<CorrectionAsked>("ITSM", InterventionKind.DataCorrection)
{
    public override string Flow => "F044";

    public override IReadOnlyList<string> Types => ["DataCorrectionCompleted"];

    protected override void Check(CorrectionAsked data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(CorrectionAsked data) => data.Student;

    protected override string AlertOf(CorrectionAsked data) => data.Ticket;

    protected override DateOnly OpenedOn(CorrectionAsked data) => data.On;

    protected override string Summary(CorrectionAsked data) => $"{data.Field} should be \u201c{data.Wanted}\u201d, says ticket {data.Ticket}";
}
