using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>
/// Flows that tell of adjustments, circumstances, misconduct and what a board has not ratified yet: only who may see those rows reads their messages. Whoever else works on
/// messages sees that one is there and how it stands, and not whom it is about.
/// </summary>
internal static class DiscreetFlows
{
    /// <summary>Stands in the place of what says whom a message is about.</summary>
    public const string Withheld = "withheld";

    private static readonly Dictionary<string, Room> Rooms = new()
    {
        ["F053"] = Room.SpecialCategory, ["F059"] = Room.Adjustments, ["F060"] = Room.Adjustments, ["F061"] = Room.Adjustments, ["F063"] = Room.Adjustments,
        ["F065"] = Room.BoardDecisions,
        ["F066"] = Room.Circumstances, ["F069"] = Room.Misconduct, ["F070"] = Room.Misconduct,
    };

    /// <summary>The flows whose messages the caller is not to know of when they are about one student.</summary>
    public static IReadOnlyList<string> HiddenFrom(Caller caller) => [.. Rooms.Keys.Where(f => !MayRead(f, caller)).Order(StringComparer.Ordinal)];

    /// <summary>The row without what says whom it is about, for callers who may not read the flow.</summary>
    public static InboxRow Shown(InboxRow row, Caller caller) => MayRead(row.Flow, caller) ? row : row with { BusinessKey = Withheld, Reason = Instead(row.Reason) };

    /// <inheritdoc cref="Shown(InboxRow, Caller)"/>
    public static OutboxRow Shown(OutboxRow row, Caller caller) => MayRead(row.Flow, caller) ? row : row with { Key = Withheld, Aggregate = Withheld, Receipt = Instead(row.Receipt) };

    /// <summary>Takes out of a message that was read for showing what says whom it is about.</summary>
    public static void Veil(EntityEntry<InboxMessage> message)
    {
        message.Property(m => m.BusinessKey).CurrentValue = Withheld;
        message.Property(m => m.PersonId).CurrentValue = null;
        message.Property(m => m.Reason).CurrentValue = Instead(message.Entity.Reason);
        message.Property(m => m.WaitsFor).CurrentValue = Instead(message.Entity.WaitsFor);
        message.Property(m => m.Raw).CurrentValue = Withheld;
    }

    /// <inheritdoc cref="Veil(EntityEntry{InboxMessage})"/>
    public static void Veil(EntityEntry<OutboxMessage> message)
    {
        message.Property(m => m.Key).CurrentValue = Withheld;
        message.Property(m => m.Aggregate).CurrentValue = Withheld;
        message.Property(m => m.PersonId).CurrentValue = null;
        message.Property(m => m.Receipt).CurrentValue = Instead(message.Entity.Receipt);
        message.Property(m => m.Body).CurrentValue = Withheld;
    }

    private static string? Instead(string? text) => text is null ? null : Withheld;

    public static bool MayRead(string flow, Caller caller) => !Rooms.TryGetValue(flow, out var room) || caller.May(room, Level.See);
}
