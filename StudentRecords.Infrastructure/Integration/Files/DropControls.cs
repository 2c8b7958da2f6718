using System.Globalization;
using System.Text.Json;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Holds the rows of a file against what its manifest, its header and its trailer say of them. One that does not agree is refused whole.</summary>
internal static class DropControls
{
    /// <summary>Null when all agree.</summary>
    public static async Task<Refusal?> RefuseAsync(string path, DropManifest manifest, IAsyncEnumerable<DropRow> rows, CancellationToken ct)
    {
        var frame = Path.GetExtension(path).Equals(".ndjson", StringComparison.OrdinalIgnoreCase) ? await DropFrame.ReadAsync(path, ct) : new DropFrame();
        if (frame.Fault is not null)
        {
            return frame.Fault;
        }

        if (frame.Header is { } header && (!string.Equals(header.Flow, manifest.Flow, StringComparison.OrdinalIgnoreCase) || header.Batch != manifest.Batch))
        {
            return new Refusal("WRONG_HEADER", $"The header is of {header.Flow}, batch {header.Batch}; the manifest is of {manifest.Flow}, batch {manifest.Batch}.", "Drop folder");
        }

        if (manifest.Bytes is { } bytes && new FileInfo(path).Length is var length && length != bytes)
        {
            return new Refusal("WRONG_SIZE", $"The file has {length} bytes, the manifest says {bytes}.", "Drop folder");
        }

        var said = manifest.Totals.Concat(frame.Trailer?.Totals ?? new Dictionary<string, decimal>()).ToList();
        var (count, sums) = (0, said.Select(t => t.Key).Distinct().ToDictionary(k => k, _ => 0m));
        await foreach (var row in rows.WithCancellation(ct))
        {
            count += row.Records;
            Add(row, sums);
        }

        foreach (var (who, number) in new[] { ("manifest", manifest.Rows), ("trailer", frame.Trailer?.Rows ?? count) })
        {
            if (count != number)
            {
                return new Refusal("WRONG_ROWS", $"The file has {count} rows, the {who} says {number}.", "Drop folder");
            }
        }

        var wrong = said.Where(t => sums[t.Key] != t.Value).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} comes to {sums[t.Key]} in the rows, {t.Value} is said")).ToList();
        return wrong.Count > 0 ? new Refusal("WRONG_TOTAL", $"A control total does not agree: {string.Join("; ", wrong)}.", "Drop folder") : null;
    }

    private static void Add(DropRow row, Dictionary<string, decimal> sums)
    {
        if (sums.Count == 0 || row.Envelope is null || !RawEnvelope.TryRead(row.Envelope, out var envelope, out _) || envelope.Data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var field in envelope.Data.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Number && sums.ContainsKey(f.Name)))
        {
            sums[field.Name] += field.Value.GetDecimal();
        }
    }
}
