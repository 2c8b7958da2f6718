using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Web.Components.Pages.Students.Enrolments;

/// <summary>How the steps of an enrolment are called on screen.</summary>
internal static class StepWords
{
    public static string Button(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => "Confirm enrolment",
        EnrolmentStep.Withdraw => "Withdraw",
        EnrolmentStep.Interrupt => "Interrupt",
        _ => "Return to study",
    };

    public static string Title(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => "Confirm enrolment",
        EnrolmentStep.Withdraw => "Withdraw the student",
        EnrolmentStep.Interrupt => "Interrupt studies",
        _ => "Return to study",
    };

    /// <summary>The act's name in the history.</summary>
    public static string Act(EnrolmentStep step) => step switch
    {
        EnrolmentStep.Confirm => "ConfirmEnrolment",
        EnrolmentStep.Withdraw => "WithdrawStudent",
        EnrolmentStep.Interrupt => "InterruptStudies",
        _ => "ReturnToStudy",
    };
}
