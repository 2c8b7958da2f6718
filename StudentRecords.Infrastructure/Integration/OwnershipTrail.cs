using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Writes down which system tried to change what it does not own: a flow of another system, or a field of another owner in a flow of its own.</summary>
internal static class OwnershipTrail
{
    private const string Act = "RefuseChangeByOther";

    /// <summary>A flow of another system, refused at the door; nothing of it is kept but this.</summary>
    public static async Task TellAsync(RegistryDbContext db, string flow, string source, Refusal refusal, DateTimeOffset at, CancellationToken ct)
    {
        var change = Change(source, refusal.Sentence, at);
        await using var whole = await db.BeginAsync(ct);
        await AuditTrail.TellAsync(db, change, nameof(Flow), 0, Refused(flow, 0), ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
    }

    /// <summary>Messages with fields of another owner, each with why they were refused: the message was stopped in quarantine, or its other part was taken; in the unit of work that keeps them.</summary>
    public static async Task TellAsync(RegistryDbContext db, IEnumerable<(InboxMessage Message, string Why)> messages, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var (message, why) in messages)
        {
            var change = Change(message.Source, why, at) with { CauseReference = $"{message.Flow}/{message.MessageId}", CorrelationId = message.CorrelationId };
            await AuditTrail.TellAsync(db, change, nameof(InboxMessage), message.Id, Refused(message.Flow, message.Id), ct);
        }
    }

    private static ChangeContext Change(string source, string why, DateTimeOffset at) => new() { Caller = Caller.System(source), At = at, Act = Act, Reason = why, Cause = CauseKind.FlowMessage };

    private static string Refused(string flow, long id) => JsonSerializer.Serialize(new[] { new { row = flow, id, did = "refused", set = new { } } });
}
