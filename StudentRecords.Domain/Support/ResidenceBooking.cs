using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>Where a booking stands.</summary>
public enum ResidenceState
{
    Booked,
    Allocated,
    CheckedIn,
    CheckedOut,
    Cancelled,
}

/// <summary>Where a student lives in the institution's own rooms (F018): for pastoral care and the term-time address. It says nothing about studies.</summary>
public sealed class ResidenceBooking : ToldOfPerson
{
    private ResidenceBooking() { }

    public ResidenceBooking(long personId, string key)
    {
        PersonId = personId;
        Key = key;
    }

    public string Residence { get; private set; } = "";

    public string? Room { get; private set; }

    public ResidenceState State { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    /// <summary>Whether the room is theirs or about to be.</summary>
    public bool IsRunning => State is ResidenceState.Booked or ResidenceState.Allocated or ResidenceState.CheckedIn;

    /// <summary>False when the word is not newer than what is held. What it does not say stays.</summary>
    public bool Take(string residence, string? room, ResidenceState state, DateOnly from, DateOnly? to, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        (Residence, Room, State, From, To) = (residence, room ?? Room, state, from, to ?? To);
        return true;
    }
}
