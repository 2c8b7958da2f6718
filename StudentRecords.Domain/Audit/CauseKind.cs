namespace StudentRecords.Domain.Audit;

/// <summary>What made a change happen.</summary>
public enum CauseKind
{
    Person,
    FlowMessage,
    Job,
}
