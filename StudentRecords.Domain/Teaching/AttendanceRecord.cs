using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Teaching;

/// <summary>How a student met a teaching event.</summary>
public enum AttendanceMark
{
    Present,
    Late,
    Absent,

    /// <summary>Absent with leave: counts neither way.</summary>
    Excused,
}

/// <summary>A student at one teaching event (F013). A correction takes the place of the mark; what it was before stands in the trail.</summary>
public sealed class AttendanceRecord : ToldOfPerson
{
    private AttendanceRecord() { }

    public AttendanceRecord(long personId, string eventKey, DateOnly on)
    {
        PersonId = personId;
        Key = KeyOf(personId, eventKey);
        EventKey = eventKey;
        On = on;
    }

    /// <summary>The teaching event's key.</summary>
    public string EventKey { get; private set; } = "";

    public DateOnly On { get; private set; }

    public AttendanceMark Mark { get; private set; }

    public static string KeyOf(long personId, string eventKey) => $"{personId}|{eventKey}";

    /// <summary>False when the mark is not newer than the one held.</summary>
    public bool Take(AttendanceMark mark, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        Mark = mark;
        return true;
    }
}

/// <summary>How present a student is, as attendance monitoring works it out: the newest figure stands.</summary>
public sealed class AttendanceIndicator : ToldOfPerson
{
    private AttendanceIndicator() { }

    public AttendanceIndicator(long personId, string key)
    {
        PersonId = personId;
        Key = key;
    }

    /// <summary>Per cent of what was expected.</summary>
    public decimal Percent { get; private set; }

    public DateOnly AsOf { get; private set; }

    public void Take(decimal percent, DateOnly asOf, long sourceVersion)
    {
        if (IsNews(sourceVersion))
        {
            (Percent, AsOf) = (percent, asOf);
        }
    }
}
