using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment;

namespace StudentRecords.Web.Components.Pages.Students.Enrolments;

/// <summary>What is answered in the journey of a step.</summary>
public sealed class StepAnswers
{
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>HESA RSNENGEND.</summary>
    public string EndReason { get; set; } = "";

    public DateOnly? NewStart { get; set; }

    public string Programme { get; set; } = "";

    public string Mode { get; set; } = "";

    public string Venue { get; set; } = "";

    public bool OverlapAllowed { get; set; }

    public TakeStep Request(EnrolmentStep step, EngagementView engagement) => new()
    {
        Step = step, EngagementId = engagement.Id, Version = engagement.Version,
        EffectiveOn = step == EnrolmentStep.Confirm ? null : EffectiveOn,
        EndReason = step == EnrolmentStep.Withdraw ? EndReason : null,
        NewStart = step == EnrolmentStep.Defer ? NewStart : null,
        Programme = Said(step, Programme), Mode = Said(step, Mode), Venue = Said(step, Venue),
        OverlapAllowed = OverlapAllowed,
    };

    private static string? Said(EnrolmentStep step, string answer) => step == EnrolmentStep.Transfer && answer.Trim().Length > 0 ? answer.Trim() : null;
}
