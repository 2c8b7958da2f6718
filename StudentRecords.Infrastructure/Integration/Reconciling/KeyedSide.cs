using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>The record's own side of a flow whose words are keyed on its pages (F068): neither inbox nor outbox has them.</summary>
internal static class KeyedSide
{
    public static async Task<IReadOnlyList<(HeldMessage Message, DateTimeOffset At)>> ReadAsync(RegistryDbContext db, Flow flow, CancellationToken ct)
    {
        var (confirmations, remarks) = (await db.Set<ExaminerConfirmation>().AsNoTracking().ToListAsync(ct), await db.Set<ExaminerRemark>().AsNoTracking().ToListAsync(ct));
        return [.. KeyedWord.Of(confirmations, remarks).Select((w, i) => (Of(flow, w.Word, w.At, i), w.At))];
    }

    /// <summary>It has no row of inbox or outbox; its place tells it from others.</summary>
    private static HeldMessage Of(Flow flow, KeyedWord word, DateTimeOffset at, int place)
    {
        using var content = JsonDocument.Parse(word.Content);
        return new HeldMessage(-1 - place, word.Key, word.Turn, word.Sha256, Grouping.Of(flow, word.Type, at, content.RootElement), null, HeldStanding.Due);
    }
}
