using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F028 AtRiskFlagRaised, InterventionAlert: advice of a model. A person decides what is done; no status changes by it.</summary>
internal sealed class F028Flags() : AlertFlow<RiskTold>(Source, InterventionKind.AtRisk)
{
    public const string Source = "BI";

    public override string Flow => "F028";

    public override IReadOnlyList<string> Types => ["AtRiskFlagRaised", "InterventionAlert"];

    protected override void Check(RiskTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(RiskTold data) => data.Student;

    protected override string AlertOf(RiskTold data) => data.Flag;

    protected override DateOnly OpenedOn(RiskTold data) => data.ScoredOn;

    protected override string Summary(RiskTold data) => $"{data.Band} risk in the view of {data.Model}{(data.Factors.Count > 0 ? $": {string.Join(", ", data.Factors)}" : "")}";
}
