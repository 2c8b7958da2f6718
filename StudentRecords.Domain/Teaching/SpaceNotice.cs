using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Teaching;

/// <summary>What Estates says of a room and a time (F020): given, taken by something else, or closed. Academic records are not touched.</summary>
public sealed class SpaceNotice : ToldRow
{
    private SpaceNotice() { }

    public SpaceNotice(string key, string room)
    {
        Key = key;
        Room = room;
    }

    /// <summary>The room by the code that timetabling uses.</summary>
    public string Room { get; private set; } = "";

    /// <summary>The message's name: SpaceAllocationConfirmed, MaintenanceNoticeIssued.</summary>
    public string Kind { get; private set; } = "";

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Whether teaching may take place in it then.</summary>
    public bool IsFree { get; private set; }

    /// <summary>Teaching events that were in the room at that time when the notice came.</summary>
    public int Clashes { get; private set; }

    /// <summary>False when the word is not newer than what is held.</summary>
    public bool Take(string kind, DateTimeOffset startsAt, DateTimeOffset endsAt, bool isFree, int clashes, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (Kind, StartsAt, EndsAt, IsFree, Clashes) = (kind, startsAt, endsAt, isFree, isFree ? 0 : clashes);
        return true;
    }
}
