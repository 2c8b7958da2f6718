using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Web.Components.Shared;

/// <summary>Chips of teaching and support.</summary>
public static partial class Chips
{
    /// <summary>Whether an event takes place, and whether its room is still free.</summary>
    public static ChipLook Of(TeachingState state, bool clashes) => (state, clashes) switch
    {
        (TeachingState.Cancelled, _) => new("Cancelled", Tone.Quiet, "stop"),
        (_, true) => new("Room not free", Tone.Bad, "warn"),
        _ => new("Takes place", Tone.Good),
    };

    public static ChipLook Of(PayState state) => state switch
    {
        PayState.Sent => new("Authorised", Tone.Busy, "wait"),
        PayState.Paid => new("Paid", Tone.Good),
        PayState.Revoked => new("Revoked", Tone.Quiet, "stop"),
        _ => new("Came back", Tone.Bad),
    };

    public static ChipLook Of(InterventionState state) => state switch
    {
        InterventionState.Open => new("Open", Tone.Warn, "wait"),
        InterventionState.InHand => new("In hand", Tone.Busy, "person"),
        InterventionState.Escalated => new("Escalated", Tone.Bad, "warn"),
        InterventionState.Closed => new("Closed", Tone.Good),
        _ => new("Withdrawn", Tone.Quiet, "stop"),
    };
}
