namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>A person as the sender names them: the system whose id it is, and the id. System SIS means our student number.</summary>
public sealed record PersonRef(string System, string Id)
{
    /// <summary>Key of what a message about somebody not yet known waits for.</summary>
    public string Key => $"person:{System}/{Id}";

    public override string ToString() => $"{System}/{Id}";
}
