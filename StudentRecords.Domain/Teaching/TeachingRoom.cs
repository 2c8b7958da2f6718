using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Teaching;

/// <summary>A room as Estates describe it beside a notice (F020): where it is, and how many it takes. A room that nobody has described is known by its code only.</summary>
public sealed class TeachingRoom : ToldRow
{
    private TeachingRoom() { }

    public TeachingRoom(string code) => Key = code;

    public string Site { get; private set; } = "";

    public string Building { get; private set; } = "";

    /// <summary>How many it takes.</summary>
    public int Capacity { get; private set; }

    /// <summary>False when something was said as of the same moment or a later one.</summary>
    public bool Take(string site, string building, int capacity, DateTimeOffset asOf)
    {
        if (!IsNews(asOf.UtcTicks))
        {
            return false;
        }

        (Site, Building, Capacity) = (site, building, capacity);
        return true;
    }
}
