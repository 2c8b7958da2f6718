using System.Security.Cryptography;
using System.Text;

namespace StudentRecords.Domain.Integration.Switching;

/// <summary>A parallel run of one message as it stands: each key and source version once, as it came last.</summary>
/// <param name="Version">Of the contract that was tried.</param>
public sealed record TrialRun(int Version, IReadOnlyList<ContractTrial> Trials)
{
    public int Same => Trials.Count(t => t.Outcome == TrialOutcome.Same);

    /// <summary>Those that do not say the same, whatever the reason.</summary>
    public int Others => Trials.Count - Same;

    public DateTimeOffset? Begun => Trials.Count == 0 ? null : Trials.Min(t => t.At);

    /// <summary>SHA-256 over keys, versions and outcomes in the order of the keys.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Trials
        .OrderBy(t => t.Key, StringComparer.Ordinal).ThenBy(t => t.SourceVersion).Select(t => $"{t.Key}\t{t.SourceVersion}\t{t.Version}\t{t.Outcome}")))));
}
