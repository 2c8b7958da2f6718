namespace StudentRecords.Domain.Adjustments;

/// <summary>A flow that tells another system of an adjustment.</summary>
/// <param name="Flow">F059, F060 or F061.</param>
/// <param name="Destination">Code of the receiving system.</param>
/// <param name="Granted">The message's name while it is granted.</param>
/// <param name="Withdrawn">Its name when it has ended.</param>
public sealed record AdjustmentRoute(string Flow, string Destination, string Granted, string Withdrawn);

/// <summary>
/// Which systems are told of which adjustment: assessment and content to the learning environment (F059), attendance to attendance
/// monitoring (F060), examinations to exam scheduling (F061). Nobody is told of what they have no use for.
/// </summary>
public static class AdjustmentRoutes
{
    private const string Threshold = "AttendanceThresholdAdjusted", Exemption = "AttendanceExemptionGranted", Suspension = "AlertSuspended", Return = "ReturnToStudyMarked";

    public static readonly AdjustmentRoute Exams = new("F061", "EXAMS", "ExamAccommodationRequired", "ExamAccommodationRequired");
    public static readonly AdjustmentRoute ReturnMarker = Attendance(Return);

    private static readonly AdjustmentRoute Assessment = Learning("AssessmentAdjustmentGranted");

    public static IReadOnlyList<AdjustmentRoute> Of(AdjustmentCategory category) => category switch
    {
        AdjustmentCategory.ExtraTime or AdjustmentCategory.RestBreaks or AdjustmentCategory.AlternativeAssessment => [Assessment, Exams],
        AdjustmentCategory.SeparateRoom or AdjustmentCategory.ReaderOrScribe or AdjustmentCategory.Computer => [Exams],
        AdjustmentCategory.AlternativeFormat => [Learning("AccessibilityRequirementSet"), Exams],
        AdjustmentCategory.ExtendedSubmissionWindow => [Learning("DeadlineExtensionGranted")],
        AdjustmentCategory.AttendanceThreshold => [Attendance(Threshold)],
        AdjustmentCategory.AttendanceExemption => [Attendance(Exemption)],
        AdjustmentCategory.AlertSuspension => [Attendance(Suspension)],
        AdjustmentCategory.ReturnToStudy => [ReturnMarker],
        // DSA is for the return and for Wellbeing itself; suppression is worked in the marks engine of the record.
        _ => [],
    };

    private static AdjustmentRoute Learning(string granted) => new("F059", "VLE", granted, "AdjustmentWithdrawn");

    private static AdjustmentRoute Attendance(string type) => new("F060", "AM", type, type);
}
