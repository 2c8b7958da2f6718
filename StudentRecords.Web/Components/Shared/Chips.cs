using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Integration.Reading;

namespace StudentRecords.Web.Components.Shared;

/// <summary>The one vocabulary of status chips. A new status gets its line here, and so looks the same on every page.</summary>
public static partial class Chips
{
    public static ChipLook Of(FieldStanding standing) => standing switch
    {
        FieldStanding.Needed => new("Needed", Tone.Quiet),
        FieldStanding.Optional => new("May be left out", Tone.Quiet),
        FieldStanding.Unknown => new("Not in the contract", Tone.Warn),
        _ => new("Missing", Tone.Bad),
    };

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
        InboxState.Refused => new("Refused", Tone.Quiet, "bad"),
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

    public static ChipLook Of(FlowStanding standing) => standing switch
    {
        FlowStanding.Moving => new("Moving", Tone.Good),
        FlowStanding.NoTraffic => new("No traffic yet", Tone.Quiet),
        FlowStanding.NotOperated => new("Not operated", Tone.Quiet, "stop"),
        FlowStanding.Paused => new("Paused", Tone.Quiet, "stop"),
        FlowStanding.Silent => new("Silent", Tone.Warn, "wait"),
        FlowStanding.Slow => new("Slow", Tone.Warn, "wait"),
        _ => new("Stuck", Tone.Bad),
    };

    public static ChipLook Of(DropFileState state) => state switch
    {
        DropFileState.Claimed => new("Going in", Tone.Busy),
        DropFileState.Archived => new("Archived", Tone.Good),
        _ => new("Refused", Tone.Bad),
    };

    public static ChipLook Of(ReconciliationState? state) => state switch
    {
        null => new("Never compared", Tone.Quiet),
        ReconciliationState.Same => new("The same", Tone.Good),
        ReconciliationState.Differs => new("Totals differ", Tone.Warn),
        ReconciliationState.Drift => new("Drift", Tone.Bad),
        ReconciliationState.Settled => new("Settled", Tone.Quiet, "good"),
        _ => new("Superseded", Tone.Quiet, "stop"),
    };

    /// <summary>How a system is reached: by what, and whether it answers.</summary>
    public static ChipLook Channel(ChannelKind kind, bool isPaused, bool isDown) => (kind, isPaused, isDown) switch
    {
        (ChannelKind.None, _, _) => new("Not operated", Tone.Quiet, "stop"),
        (_, true, _) => new("Paused", Tone.Warn, "stop"),
        (_, _, true) => new("Does not answer", Tone.Bad),
        (ChannelKind.Folder, _, _) => new("Folder", Tone.Good, "document"),
        (ChannelKind.Formats, _, _) => new("Named files", Tone.Good, "document"),
        (ChannelKind.Scim, _, _) => new("SCIM", Tone.Good),
        (ChannelKind.Bus, _, _) => new("Bus", Tone.Good),
        _ => new("Web", Tone.Good),
    };

    public static ChipLook Of(EngagementStatus status) => status switch
    {
        EngagementStatus.Expected => new("Expected", Tone.Warn, "wait"),
        EngagementStatus.Enrolled => new("Enrolled", Tone.Good),
        EngagementStatus.Interrupted => new("Interrupted", Tone.Warn, "stop"),
        EngagementStatus.Withdrawn => new("Withdrawn", Tone.Quiet, "stop"),
        EngagementStatus.Transferred => new("Transferred", Tone.Quiet, "open"),
        EngagementStatus.NoShow => new("No-show", Tone.Quiet),
        EngagementStatus.Deceased => new("Deceased", Tone.Quiet),
        EngagementStatus.Deferred => new("Deferred", Tone.Warn, "calendar"),
        _ => new("Completed", Tone.Good, "cap"),
    };

    public static ChipLook Of(EngagementStatus? status) => status is { } known ? Of(known) : new("No engagement", Tone.Quiet);

    public static ChipLook Of(BulkStage stage) => stage switch
    {
        BulkStage.Checking => new("Being checked", Tone.Busy, "run"),
        BulkStage.Checked => new("To be decided", Tone.Warn, "wait"),
        BulkStage.Applying => new("Being done", Tone.Busy, "run"),
        _ => new("Done", Tone.Good),
    };

    public static ChipLook Of(BulkState state) => state switch
    {
        BulkState.Waiting => new("Waiting", Tone.Quiet, "wait"),
        BulkState.Ready => new("Ready", Tone.Warn, "open"),
        BulkState.Refused => new("Refused", Tone.Bad),
        _ => new("Done", Tone.Good),
    };

    public static ChipLook Of(PermissionState state) => state switch
    {
        PermissionState.CasAssigned => new("CAS assigned", Tone.Busy, "wait"),
        PermissionState.Granted => new("Granted", Tone.Good),
        PermissionState.Refused => new("Refused", Tone.Bad),
        _ => new("Curtailed", Tone.Bad, "warn"),
    };

    public static ChipLook Of(VerificationState state) => state switch
    {
        VerificationState.Requested => new("Asked for", Tone.Busy, "wait"),
        VerificationState.Pending => new("Pending", Tone.Warn, "wait"),
        VerificationState.Passed => new("Passed", Tone.Good),
        VerificationState.Failed => new("Failed", Tone.Bad),
        _ => new("Fraud suspected", Tone.Bad, "warn"),
    };

    public static ChipLook Of(ChargeRunState state) => state switch
    {
        ChargeRunState.Preparing => new("Being prepared", Tone.Busy),
        ChargeRunState.Prepared => new("Waits for approval", Tone.Warn, "wait"),
        ChargeRunState.Approved => new("Approved", Tone.Warn, "key"),
        ChargeRunState.Releasing => new("Being released", Tone.Busy),
        ChargeRunState.Released => new("Released", Tone.Good, "lock"),
        _ => new("Discarded", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(DisposalState state) => state switch
    {
        DisposalState.Prepared => new("Waits for approval", Tone.Warn, "wait"),
        DisposalState.Approved => new("Approved", Tone.Warn, "key"),
        DisposalState.Running => new("Under way", Tone.Busy),
        DisposalState.Done => new("Done", Tone.Good, "lock"),
        _ => new("Discarded", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(ChargeRunKind kind) => kind switch
    {
        ChargeRunKind.New => new("New", Tone.Good, "plus"),
        ChargeRunKind.Changed => new("Changed", Tone.Warn, "draft"),
        ChargeRunKind.Reversed => new("Reversed", Tone.Warn, "stop"),
        _ => new("Never told", Tone.Quiet),
    };

    public static ChipLook Of(TellingState told) => told switch
    {
        TellingState.NextRun => new("Next run", Tone.Quiet, "wait"),
        TellingState.InRun => new("In a run", Tone.Busy, "wait"),
        TellingState.HandedOver => new("On its way", Tone.Busy),
        TellingState.Delivered => new("Delivered", Tone.Good),
        _ => new("Never told", Tone.Quiet),
    };

    /// <summary>A charge or what takes one back.</summary>
    public static ChipLook Charge(bool isReversal, bool isReversed) => isReversal ? new("Reversal", Tone.Quiet) : isReversed ? new("Reversed", Tone.Quiet, "stop") : new("Charged", Tone.Good);

    public static ChipLook Locked { get; } = new("LOCKED", Tone.Quiet, "lock");

    public static ChipLook Of(RegistrationStatus status) => status == RegistrationStatus.Registered ? new("Registered", Tone.Good) : new("Withdrawn", Tone.Quiet, "stop");

    public static ChipLook Of(WaitingState state) => state switch
    {
        WaitingState.Waiting => new("Waiting", Tone.Busy, "wait"),
        WaitingState.Registered => new("Got a place", Tone.Good),
        _ => new("Left the line", Tone.Quiet, "stop"),
    };

    public static ChipLook Hold(bool isOpen) => isOpen ? new("Open", Tone.Bad, "hold") : new("Released", Tone.Quiet, "good");

    public static ChipLook Retired(bool isRetired) => isRetired ? new("Retired", Tone.Quiet, "stop") : new("Open", Tone.Good);

    public static ChipLook Holds(int open) => new($"{Words.Count(open, "hold")}", Tone.Bad, "hold");

    public static ChipLook User(bool isClosed, bool isLocked) => (isClosed, isLocked) switch
    {
        (true, _) => new("Closed", Tone.Quiet, "stop"),
        (_, true) => new("Locked", Tone.Warn, "lock"),
        _ => new("Open", Tone.Good),
    };

    public static ChipLook Of(ReturnState state) => state switch
    {
        ReturnState.Building => new("Being built", Tone.Busy),
        ReturnState.Built => new("Built", Tone.Warn, "draft"),
        ReturnState.Compared => new("Compared", Tone.Warn, "document"),
        ReturnState.Validated => new("Checked", Tone.Warn, "good"),
        ReturnState.Approved => new("Approved", Tone.Warn, "key"),
        ReturnState.SignedOff => new("Signed off", Tone.Warn, "lock"),
        ReturnState.Submitted => new("Submitted", Tone.Good, "lock"),
        _ => new("Acknowledged", Tone.Good),
    };

    /// <summary>How a rule came out: broken, within its tolerance, or nothing found.</summary>
    public static ChipLook Of(StudentRecords.Infrastructure.Hesa.Rules.RuleLine rule) => rule switch
    {
        { IsBroken: true } => new("Broken", Tone.Bad),
        { Failed: 0 } => new("Kept", Tone.Good),
        { IsWaived: true } => new("Overridden", Tone.Warn, "key"),
        { Severity: StudentRecords.Domain.Hesa.Rules.RuleSeverity.Warning } => new("Warning", Tone.Warn),
        _ => new("Within tolerance", Tone.Warn, "good"),
    };

    public static ChipLook Of(EntityStatus status) => status switch
    {
        EntityStatus.Unchanged => new("Unchanged", Tone.Quiet),
        EntityStatus.New => new("New", Tone.Good, "plus"),
        EntityStatus.Amended => new("Amended", Tone.Warn, "draft"),
        EntityStatus.Identify => new("Identify", Tone.Quiet, "open"),
        EntityStatus.Error => new("Error", Tone.Bad),
        _ => new("Deleted", Tone.Quiet, "bad"),
    };

    public static ChipLook Of(FieldStatus status) => status switch
    {
        FieldStatus.Unchanged => Of(EntityStatus.Unchanged),
        FieldStatus.New => Of(EntityStatus.New),
        FieldStatus.Amended => Of(EntityStatus.Amended),
        FieldStatus.Error => Of(EntityStatus.Error),
        _ => Of(EntityStatus.Delete),
    };
}
