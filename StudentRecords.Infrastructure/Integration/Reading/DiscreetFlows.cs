using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>Flows that tell of adjustments, circumstances, misconduct and what a board has not ratified yet: only who may see those rows reads their messages, whoever else works on messages.</summary>
internal static class DiscreetFlows
{
    private static readonly Dictionary<string, Room> Rooms = new()
    {
        ["F053"] = Room.SpecialCategory, ["F059"] = Room.Adjustments, ["F060"] = Room.Adjustments, ["F061"] = Room.Adjustments, ["F063"] = Room.Adjustments,
        ["F065"] = Room.BoardDecisions,
        ["F066"] = Room.Circumstances, ["F069"] = Room.Misconduct, ["F070"] = Room.Misconduct,
    };

    /// <summary>The flows whose messages the caller is not to know of when they are about one student.</summary>
    public static IReadOnlyList<string> HiddenFrom(Caller caller) => [.. Rooms.Keys.Where(f => !MayRead(f, caller)).Order(StringComparer.Ordinal)];

    public static bool MayRead(string flow, Caller caller) => !Rooms.TryGetValue(flow, out var room) || caller.May(room, Level.See);
}
