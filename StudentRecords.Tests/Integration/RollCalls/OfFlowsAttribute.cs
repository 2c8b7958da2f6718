namespace StudentRecords.Tests.Integration.RollCalls;

/// <summary>Marks a test by the flows that it is about; those of its rows where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class OfFlowsAttribute(string[] flows) : Attribute
{
    public IReadOnlyList<string> Flows => flows;
}
