using System.Text.Json;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Writes down who read special-category rows, and which: that, and never what they say.</summary>
internal static class ReadTrail
{
    /// <summary>One entry a reading; a list names its rows. Reading nothing is written too.</summary>
    /// <param name="db">Its own unit of work: the reading is told even when the caller does nothing more.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="at">Now.</param>
    /// <param name="act">What was opened: ReadAdjustments.</param>
    /// <param name="subject">Kind and id: Person and the person, or a kind of row and 0 for a list.</param>
    /// <param name="rows">Kind and ids of what was shown.</param>
    /// <param name="ct">Cancels it.</param>
    public static async Task TellAsync(RegistryDbContext db, Caller caller, DateTimeOffset at, string act, (string Kind, long Id) subject, (string Row, IEnumerable<long> Ids) rows, CancellationToken ct)
    {
        var change = new ChangeContext { Caller = caller, At = at, Act = act, Reason = "Opened on screen or as a file" };
        long[] ids = [.. rows.Ids];
        var told = JsonSerializer.Serialize((ids.Length == 0 ? [0] : ids).Select(id => new { row = rows.Row, id, did = "read", set = new { } }));
        await using var whole = await db.BeginAsync(ct);
        await AuditTrail.TellAsync(db, change, subject.Kind, subject.Id, told, ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
    }
}
