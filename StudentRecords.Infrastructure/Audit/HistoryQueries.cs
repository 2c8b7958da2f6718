using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>One value of a row before and after; null where there was or is none.</summary>
public sealed record ChangedValue(string Name, string? Before, string? After);

/// <summary>What an act did to one row: added, changed, deleted.</summary>
public sealed record ChangedRow(string Row, long Id, string Did, IReadOnlyList<ChangedValue> Values);

/// <summary>An act in the history of a record. <see cref="Kept"/> rows are there but not for this caller.</summary>
public sealed record HistoryEntry(
    long Sequence, DateTimeOffset At, string Actor, string Act, string Reason, string? Evidence, CauseKind Cause, string? CauseReference, string? CorrelationId,
    IReadOnlyList<ChangedRow> Rows, int Kept)
{
    /// <summary>Not even that it was done is for this caller.</summary>
    public bool IsDiscreet { get; init; }
}

/// <summary>A stretch of a history, newest first.</summary>
/// <param name="Before">Where the next stretch begins; null at the end.</param>
public sealed record HistoryStretch(IReadOnlyList<HistoryEntry> Entries, long? Before);

/// <summary>What was done to a record: who, when, why, before and after.</summary>
public sealed class HistoryQueries(IDbContextFactory<RegistryDbContext> store)
{
    private const int Length = 30;

    /// <summary>Kind is Person for everything in a person's record, otherwise the entity's own name. Rows of rooms that the caller may not see are counted and left out.</summary>
    public Task<HistoryStretch> OfAsync(string subjectKind, long subjectId, Caller caller, long? before = null, CancellationToken ct = default) =>
        OfAsync([(subjectKind, [subjectId])], caller, before, ct);

    /// <summary>Several kinds of record told as one history.</summary>
    public async Task<HistoryStretch> OfAsync(IReadOnlyList<(string Kind, IReadOnlyList<long> Ids)> subjects, Caller caller, long? before = null, CancellationToken ct = default)
    {
        foreach (var (kind, _) in subjects)
        {
            if (!caller.May(Room.AuditTrail, Level.See))
            {
                caller.Demand(HistoryRooms.Of(kind), Level.See);
            }
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var found = new List<AuditEntry>();
        foreach (var (kind, ids) in subjects)
        {
            found.AddRange(await db.Set<AuditEntry>().AsNoTracking()
                .Where(e => e.SubjectKind == kind && ids.Contains(e.SubjectId) && (before == null || e.Sequence < before))
                .OrderByDescending(e => e.Sequence).Take(Length + 1).ToListAsync(ct));
        }

        var newest = found.OrderByDescending(e => e.Sequence).Take(Length + 1).ToList();
        var said = await TrailValues.OpenAsync(db, newest, ct);
        var shown = newest.Take(Length).Select(e => Tell(e, said[e.Sequence], caller)).ToList();
        return new HistoryStretch(Merged([.. shown.Where(e => !e.IsDiscreet)]), newest.Count > Length ? shown[^1].Sequence : null);
    }

    /// <summary>One act that touched several of the records asked about is told once, with all its rows.</summary>
    private static List<HistoryEntry> Merged(List<HistoryEntry> entries)
    {
        List<HistoryEntry> told = [];
        foreach (var entry in entries)
        {
            if (told.LastOrDefault() is { } last && (last.At, last.Act, last.Actor, last.Reason, last.CorrelationId) == (entry.At, entry.Act, entry.Actor, entry.Reason, entry.CorrelationId))
            {
                told[^1] = last with { Rows = [.. last.Rows, .. entry.Rows], Kept = last.Kept + entry.Kept };
            }
            else
            {
                told.Add(entry);
            }
        }

        return told;
    }

    /// <summary>An entry as the caller may read it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="changes">What it says, opened.</param>
    /// <param name="caller">Who reads.</param>
    public static HistoryEntry Tell(AuditEntry entry, string changes, Caller caller)
    {
        var rows = Read(changes);
        var open = rows.Where(r => caller.May(Room.AuditTrail, Level.See) || caller.May(HistoryRooms.Of(r.Row), Level.See)).ToList();
        return new HistoryEntry(entry.Sequence, entry.At, entry.Actor, entry.Act, entry.Reason, entry.Evidence, entry.Cause, entry.CauseReference, entry.CorrelationId, open, rows.Count - open.Count)
        {
            IsDiscreet = open.Count == 0 && rows.Count > 0 && rows.TrueForAll(r => HistoryRooms.IsDiscreet(r.Row)),
        };
    }

    internal static List<ChangedRow> Read(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. json.RootElement.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("row", out _)).Select(Row)];
    }

    private static ChangedRow Row(JsonElement row)
    {
        var did = row.TryGetProperty("did", out var d) ? d.GetString() ?? "changed" : "changed";
        var values = row.TryGetProperty("set", out var set) && set.ValueKind == JsonValueKind.Object ? set.EnumerateObject().Select(p => Value(p, did)).ToList() : [];
        return new ChangedRow(row.GetProperty("row").GetString()!, row.TryGetProperty("id", out var id) && id.TryGetInt64(out var key) ? key : 0, did, values);
    }

    private static ChangedValue Value(JsonProperty property, string did) => property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 2
        ? new ChangedValue(property.Name, Text(property.Value[0]), Text(property.Value[1]))
        : did == "deleted" ? new ChangedValue(property.Name, Text(property.Value), null) : new ChangedValue(property.Name, null, Text(property.Value));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        _ => value.GetRawText(),
    };
}
