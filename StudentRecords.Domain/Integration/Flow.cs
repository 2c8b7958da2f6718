namespace StudentRecords.Domain.Integration;

/// <summary>A flow of the reference model: what goes from whom to whom, and who answers for it.</summary>
/// <param name="Code">F001 to F070.</param>
/// <param name="From">System code of the sender (<see cref="SystemCatalogue"/>).</param>
/// <param name="To">System code of the receiver.</param>
/// <param name="Name">What it carries.</param>
/// <param name="Type">Its part in the model: who owns what it brings.</param>
/// <param name="Direction">Seen from the record.</param>
/// <param name="Owner">The role that answers for it.</param>
/// <param name="Sensitivity">Classes of data: PERS, ACAD, FIN, IMM, SPEC, DISC, SEC, REF, AGG.</param>
/// <param name="Promise">How soon it is to arrive, and how often.</param>
/// <param name="Messages">Names of its contract's messages, parted by commas.</param>
/// <param name="ContractVersion">Newest version of the contract.</param>
/// <param name="Channel">By which ways it may travel.</param>
/// <param name="Reconciliation">What both sides count to find a drift, and by which groups (<see cref="Reconciling.Grouping"/>).</param>
public sealed record Flow(
    string Code, string From, string To, string Name, FlowType Type, FlowDirection Direction, string Owner, string Sensitivity, string Promise, string Messages, int ContractVersion, string Channel, string Reconciliation)
{
    /// <summary>The contract's message names.</summary>
    public IReadOnlyList<string> MessageNames => Messages.Split(", ");

    /// <summary>Code and name, as screens show it.</summary>
    public string Label => $"{Code} {Name}";

    /// <summary>Whether people say it on the record's own pages and no system sends it (F068).</summary>
    public bool IsKeyed => Direction == FlowDirection.Observed && Type != FlowType.Lateral;
}

/// <summary>Which way a flow goes, seen from the record.</summary>
public enum FlowDirection
{
    In,
    Out,

    /// <summary>Between two other systems; the record only watches.</summary>
    Observed,
}

/// <summary>The reference model's classes of flow.</summary>
public enum FlowType
{
    Intake,
    Outcome,
    Distribution,
    Statutory,
    StatutoryIntake,
    StatutoryOutcome,
    Governance,
    GovernanceIntake,
    Lateral,
}
