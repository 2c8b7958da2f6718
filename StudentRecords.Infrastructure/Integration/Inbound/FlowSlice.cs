using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>Messages of one kind about different subjects, applied together in one save of the unit's transaction.</summary>
public sealed class FlowSlice(RegistryDbContext db, DateTimeOffset now)
{
    public RegistryDbContext Db { get; } = db;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Keys of what this slice brought into the record; whatever was parked for them is tried again. Releases, enrolments, registrations and grants are found by the save.</summary>
    public HashSet<string> Arrived { get; } = [];

    /// <summary>Messages of which a part was passed over, as the sender does not own it, each with why; the hub writes them into the trail.</summary>
    public List<(InboxMessage Message, string Why)> NotOwned { get; } = [];

    /// <summary>The day in the United Kingdom, as at the desk.</summary>
    public DateOnly Today => UkTime.Day(Now);

    /// <summary>Tells another system, in the same transaction.</summary>
    public void Tell(OutboxMessage message) => Db.Add(message);

    /// <summary>The change context of one message's effect.</summary>
    public ChangeContext Change(InboxMessage message) => new()
    {
        Caller = Caller.System(message.Source),
        At = Now,
        Act = $"Apply{message.Flow}",
        Reason = $"{message.Type} from {message.Source}",
        Cause = CauseKind.FlowMessage,
        CauseReference = message.MessageId,
        CorrelationId = message.CorrelationId,
    };
}
