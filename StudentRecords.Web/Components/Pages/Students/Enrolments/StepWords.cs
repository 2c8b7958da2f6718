using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Web.Components.Pages.Students.Enrolments;

/// <summary>How the steps of an enrolment are called on screen.</summary>
internal static class StepWords
{
    public static string Button(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => "Confirm enrolment",
        EnrolmentStep.Return => "Return to study",
        EnrolmentStep.NoShow => "No-show",
        EnrolmentStep.TakeUp => "Take up the place",
        EnrolmentStep.RecordDeath => "Record a death",
        _ => step.ToString(),
    };

    public static string Title(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Withdraw => "Withdraw the student",
        EnrolmentStep.Interrupt => "Interrupt studies",
        EnrolmentStep.Transfer => "Transfer the student",
        EnrolmentStep.NoShow => "Record a no-show",
        EnrolmentStep.Defer => "Defer the place",
        EnrolmentStep.Complete => "Complete the engagement",
        _ => Button(step),
    };

    /// <summary>The act's name in the history.</summary>
    public static string Act(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => "ConfirmEnrolment",
        EnrolmentStep.Withdraw => "WithdrawStudent",
        EnrolmentStep.Interrupt => "InterruptStudies",
        EnrolmentStep.Return => "ReturnToStudy",
        EnrolmentStep.Transfer => "TransferStudent",
        EnrolmentStep.NoShow => "RecordNoShow",
        EnrolmentStep.Defer => "DeferPlace",
        EnrolmentStep.TakeUp => "TakeUpPlace",
        EnrolmentStep.Complete => "CompleteEngagement",
        _ => step.ToString(),
    };

    /// <summary>Steps that no later step of the table takes back.</summary>
    public static bool IsDangerous(EnrolmentStep step) => step is EnrolmentStep.Withdraw or EnrolmentStep.NoShow or EnrolmentStep.RecordDeath or EnrolmentStep.Complete;
}
