using StudentRecords.Domain.Assessment.Moderation;
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
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Web.Components.Shared;

/// <summary>What boards, examiners, panels and officers have decided.</summary>
public static partial class Chips
{
    public static ChipLook Of(BoardStage stage) => stage switch
    {
        BoardStage.Preparing => new("Preparing", Tone.Quiet, "draft"),
        BoardStage.Frozen => new("Pack frozen", Tone.Busy, "document"),
        BoardStage.InSession => new("In session", Tone.Warn, "run"),
        _ => new("Ratified and locked", Tone.Good, "lock"),
    };

    public static ChipLook Of(BoardOutcome outcome) => outcome switch
    {
        BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated => new(Words.Of(outcome), Tone.Good),
        BoardOutcome.Failed => new("Failed", Tone.Bad),
        BoardOutcome.Referred => new("Referred", Tone.Warn),
        BoardOutcome.Deferred => new("Deferred", Tone.Warn, "wait"),
        _ => new("Withdrawn", Tone.Quiet, "stop"),
    };

    /// <summary>An outcome with its grade, "Passed, First"; null where there is none.</summary>
    public static ChipLook? Of(BoardOutcome? outcome, string? grade) =>
        outcome is { } o ? Of(o) with { Word = grade is null || grade == o.ToString() ? Words.Of(o) : $"{Words.Of(o)}, {grade}" } : null;

    public static ChipLook Binding(bool holds) => holds ? new("Holds", Tone.Good) : new("Replaced", Tone.Quiet, "history");

    /// <summary>Which way a class would move.</summary>
    public static ChipLook Move(int way) => way switch { > 0 => new("Better", Tone.Good, "up"), < 0 => new("Worse", Tone.Warn, "down"), _ => new("The same", Tone.Quiet, "none") };

    public static ChipLook Of(ReadinessState state) => state switch
    {
        ReadinessState.InOrder => new("In order", Tone.Good),
        ReadinessState.Look => new("Look", Tone.Warn),
        _ => new("In the way", Tone.Bad),
    };

    public static ChipLook Of(AwardCode code) => code switch
    {
        AwardCode.Award or AwardCode.Proceed or AwardCode.ProceedWithAllowance => new(AwardWords.Of(code), Tone.Good),
        AwardCode.ProceedTrailing or AwardCode.Refer or AwardCode.Defer or AwardCode.ExitAward => new(AwardWords.Of(code), Tone.Warn),
        AwardCode.HeldMissing or AwardCode.HeldMisconduct => new(AwardWords.Of(code), Tone.Quiet, "wait"),
        _ => new(AwardWords.Of(code), Tone.Bad),
    };

    /// <summary>A decision with its class, "Award, First"; null where there is none.</summary>
    public static ChipLook? Of(AwardCode? code, string? @class) => code is { } c ? Of(c) with { Word = @class is null ? AwardWords.Of(c) : $"{AwardWords.Of(c)}, {@class}" } : null;

    /// <summary>A decision of a board of either tier.</summary>
    public static ChipLook Of(AppealedDecision decision) => Of(decision.Code, decision.Class) ?? Of(decision.Outcome, decision.Grade) ?? new("None", Tone.Quiet);

    public static ChipLook Of(CeremonyState state) => state switch
    {
        CeremonyState.Open => new("List open", Tone.Busy, "draft"),
        CeremonyState.Conferred => new("Conferred", Tone.Good, "lock"),
        _ => new("Called off", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(FilingState state) => state == FilingState.Archived ? new("In the archive", Tone.Good) : new("Waits for the archive", Tone.Busy, "wait");

    public static ChipLook Of(AdjustmentState state) => state switch
    {
        AdjustmentState.Granted => new("Granted", Tone.Good),
        AdjustmentState.Superseded => new("Superseded", Tone.Quiet, "history"),
        _ => new("Ended", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(OutcomeState state) => state switch
    {
        OutcomeState.InEffect => new("Holds", Tone.Good),
        OutcomeState.Late => new("Late", Tone.Warn, "wait"),
        OutcomeState.ReferredToAppeal => new("Referred to appeal", Tone.Quiet, "open"),
        _ => new("Superseded", Tone.Quiet, "history"),
    };

    public static ChipLook Of(MisconductFinding finding) => finding switch
    {
        MisconductFinding.Open => new("Referred", Tone.Busy, "wait"),
        MisconductFinding.Proven => new("Proven", Tone.Bad, "warn"),
        MisconductFinding.NotProven => new("Not proven", Tone.Quiet),
        _ => new("Overturned", Tone.Quiet, "history"),
    };

    public static ChipLook Postponed { get; } = new("Postponed", Tone.Warn, "wait");

    public static ChipLook Of(BoardAction action, DateOnly today) => action.DoneOn is not null ? new("Done", Tone.Good) : action.IsOverdue(today) ? new("Overdue", Tone.Bad) : new("To do", Tone.Busy, "wait");

    /// <summary>Of a mark, or of the least of several; null where there is none yet.</summary>
    public static ChipLook OfModeration(MarkState? state) => state switch
    {
        null => new("No marks yet", Tone.Quiet, "wait"),
        MarkState.Entered => new("To moderate", Tone.Warn, "wait"),
        MarkState.Moderated => new("To confirm", Tone.Busy, "wait"),
        MarkState.Confirmed => new("Confirmed", Tone.Good),
        _ => new("Agreed by the board", Tone.Good, "lock"),
    };

    public static ChipLook Of(SampleGround ground) => new(Words.Of(ground), Tone.Quiet, ground == SampleGround.AskedFor ? "person" : "document");

    public static ChipLook Of(AppealState state) => state switch
    {
        AppealState.Recorded => new("Waits for approval", Tone.Warn, "wait"),
        AppealState.WaitsForSecond => new("Waits for a second person", Tone.Warn, "wait"),
        AppealState.Approved => new("Approved by two", Tone.Good),
        _ => new("Rejected", Tone.Quiet, "stop"),
    };

    public static ChipLook Of(ExaminerVerdict verdict) => verdict switch
    {
        ExaminerVerdict.Signed => new("Signed", Tone.Good),
        ExaminerVerdict.Qualified => new("Signed with a remark", Tone.Warn),
        _ => new("Refused", Tone.Bad),
    };
}
