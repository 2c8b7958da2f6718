using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;

namespace StudentRecords.Web.Components.Shared;

/// <summary>The one vocabulary of status chips. A new status gets its line here, and so looks the same on every page.</summary>
public static class Chips
{
    public static ChipLook Of(JobState state) => state switch
    {
        JobState.Queued => new("Waiting", Tone.Quiet, "wait"),
        JobState.Running => new("Running", Tone.Busy),
        JobState.Succeeded => new("Done", Tone.Good),
        JobState.Failed => new("Failed", Tone.Bad),
        _ => new("Cancelled", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(InboxState state) => state switch
    {
        InboxState.Accepted => new("Accepted", Tone.Busy, "wait"),
        InboxState.Applied => new("Applied", Tone.Good),
        InboxState.Stale => new("Stale", Tone.Quiet),
        InboxState.Parked => new("Parked", Tone.Warn, "wait"),
        InboxState.Quarantined => new("Quarantined", Tone.Bad),
        _ => new("Set aside", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(OutboxState state) => state switch
    {
        OutboxState.Unsent => new("Unsent", Tone.Busy, "wait"),
        OutboxState.Delivered => new("Delivered", Tone.Good),
        OutboxState.Withdrawn => new("Withdrawn", Tone.Quiet),
        OutboxState.Dead => new("Dead", Tone.Bad),
        _ => new("Set aside", Tone.Quiet, "stop"),
    };

    public static ChipLook User(bool isClosed, bool isLocked) => (isClosed, isLocked) switch
    {
        (true, _) => new("Closed", Tone.Quiet, "stop"),
        (_, true) => new("Locked", Tone.Warn, "lock"),
        _ => new("Open", Tone.Good),
    };
}
