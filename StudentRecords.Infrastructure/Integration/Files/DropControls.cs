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
        var frame = await FrameAsync(path, ct);
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
            foreach (var (field, part) in Parts(row, sums.Keys))
            {
                sums[field] += part;
            }
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

    /// <summary>What a row adds to each control total; nothing where it cannot be read, or the field is no number.</summary>
    public static IReadOnlyList<(string Field, decimal Part)> Parts(DropRow row, IReadOnlyCollection<string> totals) =>
        totals.Count == 0 || row.Envelope is null || !RawEnvelope.TryRead(row.Envelope, out var envelope, out _) || envelope.Data.ValueKind != JsonValueKind.Object
            ? []
            : [.. envelope.Data.EnumerateObject().Where(f => totals.Contains(f.Name) && f.Value.ValueKind == JsonValueKind.Number && f.Value.TryGetDecimal(out _)).Select(f => (f.Name, f.Value.GetDecimal()))];

    /// <summary>Names of the fields whose totals the sender gives, in the manifest or at the end of the file.</summary>
    public static async Task<IReadOnlyCollection<string>> TotalsAsync(string path, DropManifest manifest, CancellationToken ct) =>
        manifest.Totals.Keys.Concat((await FrameAsync(path, ct)).Trailer?.Totals?.Keys ?? []).ToHashSet(StringComparer.Ordinal);

    private static async Task<DropFrame> FrameAsync(string path, CancellationToken ct) =>
        Path.GetExtension(path).Equals(".ndjson", StringComparison.OrdinalIgnoreCase) ? await DropFrame.ReadAsync(path, ct) : new DropFrame();
}
