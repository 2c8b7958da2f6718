namespace StudentRecords.Domain.Integration.Switching;

/// <summary>
/// A message that was sent in the newest version of its contract beside the one that counts, to see whether it says the same. It
/// changes nothing, and nothing of its content is kept but the names of fields.
/// </summary>
public sealed class ContractTrial
{
    /// <summary>Most of the names that are kept.</summary>
    public const int LongestFindings = 1000;

    private ContractTrial() { }

    public ContractTrial(string flow, string type, int version, string key, long sourceVersion) => (Flow, Type, Version, Key, SourceVersion) = (flow, type, version, key, sourceVersion);

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>F020 and so on.</summary>
    public string Flow { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>Of the contract.</summary>
    public int Version { get; private set; }

    /// <summary>Business key, as the sender names it.</summary>
    public string Key { get; private set; } = "";

    public long SourceVersion { get; private set; }

    public TrialOutcome Outcome { get; private set; }

    /// <summary>Fields that differ, or what of the contract is not met; empty where it says the same.</summary>
    public string Findings { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The same message, sent again after a correction, counts as it is now.</summary>
    public void Came(TrialOutcome outcome, string findings, DateTimeOffset at) =>
        (Outcome, Findings, At) = (outcome, findings.Length <= LongestFindings ? findings : findings[..LongestFindings], at);
}
