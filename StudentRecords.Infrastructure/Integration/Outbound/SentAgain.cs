using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students.Retention;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Marks messages to be sent again, one or many: under the same keys, each in its place in its lane, each told in the trail.</summary>
internal static class SentAgain
{
    /// <summary>Null when it may be sent again.</summary>
    public static Refusal? Refuses(OutboxMessage message) => message switch
    {
        { State: OutboxState.Unsent } => new Refusal("NOT_SENT", "The message is still waiting to be sent."),
        { State: OutboxState.Withdrawn } => new Refusal("NOT_SENT", "What the message said no longer holds; it is not sent."),
        { Body: RecordParts.Nothing } => new Refusal("DISPOSED_OF", "The message's content was disposed of when its time was over; nothing is left to send."),
        _ => null,
    };

    /// <summary>Saves in the caller's transaction.</summary>
    public static async Task MarkAsync(RegistryDbContext db, IReadOnlyCollection<OutboxMessage> messages, ChangeContext change, CancellationToken ct)
    {
        var told = messages.Select(m => (m.Id, Before: m.State)).ToList();
        foreach (var message in messages)
        {
            message.SendAgain(change.At);
        }

        await AuditTrail.TellAsync(db, change, nameof(OutboxMessage), [.. told.Select(t => (t.Id, Words(t.Id, "sent again", t.Before, OutboxState.Unsent)))], ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Sets a message aside for good, told in the trail with the change's reason. Saves in the caller's transaction.</summary>
    public static async Task<Outcome> SetAsideAsync(RegistryDbContext db, OutboxMessage message, ChangeContext change, CancellationToken ct)
    {
        var before = message.State;
        var outcome = message.SetAside(change.Reason);
        if (outcome.Succeeded)
        {
            await AuditTrail.TellAsync(db, change, nameof(OutboxMessage), message.Id, Words(message.Id, "set aside", before, message.State), ct);
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    }

    /// <summary>The trail's words for what a person did with a message.</summary>
    public static string Words(long id, string did, OutboxState before, OutboxState after) =>
        JsonSerializer.Serialize(new[] { new { row = nameof(OutboxMessage), id, did, set = new { State = new[] { before.ToString(), after.ToString() } } } });
}
