using System.Collections.Concurrent;
using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>What a system has sent, or holds, by flow, key and version; its figures are made from it.</summary>
internal sealed class Book
{
    private readonly ConcurrentDictionary<(string Flow, string Key, long Version), (string? Sha256, DateTimeOffset? At)> lines = new();
    private readonly ConcurrentDictionary<string, int> unnamed = new();

    public int Count => lines.Count + unnamed.Values.Sum();

    /// <summary>False when it was there.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="key">The message's key.</param>
    /// <param name="version">Its version or sequence.</param>
    /// <param name="sha256">Of its bytes; null where they are not known.</param>
    /// <param name="at">When the record made it; null for what it was sent.</param>
    public bool Add(string flow, string key, long version, string? sha256, DateTimeOffset? at = null) => lines.TryAdd((flow, key, version), (sha256, at));

    /// <summary>Messages of which only the number is known, because the way that brought them has no keys.</summary>
    public void AddUnnamed(string flow, int count) => unnamed.AddOrUpdate(flow, count, (_, held) => held + count);

    /// <summary>How many came of the flow without keys.</summary>
    public int Unnamed(string flow) => unnamed.GetValueOrDefault(flow);

    /// <summary>What belongs to the period that begins then.</summary>
    public IReadOnlyList<PartnerItem> Items(string flow, DateTimeOffset since) => [.. lines.Where(l => l.Key.Flow == flow && !(l.Value.At < since)).Select(l => new PartnerItem(l.Key.Key, l.Key.Version, l.Value.Sha256)).OrderBy(i => i.Key, StringComparer.Ordinal).ThenBy(i => i.Version)];
}
