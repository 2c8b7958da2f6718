using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Guarding;

/// <summary>Every message that comes in, by what many of them at once could end or block: guarded, let through with a reason, or harmless.</summary>
public sealed class MassChangeRollCallTests : IDisposable
{
    /// <summary>What may end or block something and is not counted, and why.</summary>
    private static readonly Dictionary<string, string> Excused = new()
    {
        ["F001 RequisiteRuleChanged"] = "the next version of one module's rule; runnings that are planned keep theirs",
        ["F004 TeachingEventSuperseded"] = "an event is moved, not ended",
        ["F004 TeachingGroupAllocated"] = "each list is held against itself",
        ["F011 SelfServiceRequestRaised"] = "each is one student's own word, and a term's come together; the rules of the desk decide each",
        ["F018 ResidentCheckedOut"] = "a term's residents leave together; nothing about studies ends",
        ["F020 MaintenanceNoticeIssued"] = "a room is out of use; what is planned there is a clash for a person, and nothing is cancelled",
        ["F020 SpaceAvailabilityChanged"] = "as a maintenance notice",
        ["F022 RoleAssignmentChanged"] = "kept as Identity tells it; the record takes nothing away by it",
        ["F024 RetentionApplied"] = "how long the archive keeps its own copy",
        ["F034 StudentStaffRoleRefused"] = "answers one request",
        ["F034 AdviserRelationshipChanged"] = "one takes the other's place",
        ["F036 PaymentReturned"] = "money that came back is booked; no award ends by it",
        ["F038 VivaOutcomeRecorded"] = "the examiners' outcome of one thesis",
        ["F040 StudentshipAmended"] = "an award's next version; what ends one is StudentshipTerminated",
        ["F048 SubmissionErrorNotified"] = "one report blocks one return, and is meant to",
        ["F048 ValidationReportReceived"] = "as a submission's error",
        ["F050 LoanPaymentStatusChanged"] = "kept as it was told; nothing is ended by it",
        ["F050 StudentFinanceStatusChanged"] = "kept as it was told; nothing is ended by it",
        ["F065 BoardDecisionRatified"] = "a board's decisions come together, and were signed",
        ["F066 ExceptionalCircumstancesOutcome"] = "each is a case of its own that somebody decided",
        ["F069 MisconductOutcomeConfirmed"] = "each is a case of its own that a panel decided",
        ["F069 PenaltyImposed"] = "each is a case of its own that a panel decided",
        ["F069 MisconductCaseClosed"] = "each is a case of its own that a panel decided",
        ["F069 MisconductOutcomeOverturned"] = "each is a case of its own that a panel decided",
    };

    /// <summary>What adds, tells or amends.</summary>
    private static readonly HashSet<string> Harmless =
    [
        "F001 ProgrammeCataloguePublished", "F001 ModuleCatalogueUpdated", "F004 TeachingEventScheduled", "F004 TeachingRoomAllocated", "F005 ApplicationRecorded", "F005 OfferIssued", "F005 ApplicantHandedOver",
        "F007 LibraryObligationCleared", "F007 LibraryOverdueNotified", "F007 LibraryLoanSummary", "F010 PaymentReceived", "F010 PaymentRefunded", "F010 BalanceSnapshot", "F010 FinancialHoldReleased",
        "F011 ProfileChangeRequested", "F011 ModuleSelectionSubmitted", "F011 PolicyAcknowledged", "F013 AttendanceRecorded", "F013 AttendanceCorrected", "F013 EngagementIndicatorUpdated", "F013 AbsenceAlertRaised",
        "F016 AssessmentMarkSubmitted", "F016 MarkCorrected", "F016 CompletionStatusChanged", "F016 AcademicAlertRaised", "F016 FeedbackReleased", "F018 ResidenceRoomAllocated", "F018 ResidentCheckedIn", "F018 AccommodationChargeNotified",
        "F020 SpaceAllocationConfirmed", "F020 EventBookingNotified", "F022 CredentialIssued", "F022 AccountUnlocked", "F022 SecurityEventNotified", "F024 DocumentArchived", "F024 DocumentLinkIssued", "F024 DocumentAccessLogged",
        "F026 IdentityVerified", "F026 IdentityVerificationPending", "F028 AtRiskFlagRaised", "F028 InterventionAlert", "F030 DataQualityReportIssued", "F030 ReconciliationExceptionRaised", "F030 StewardshipActionRequested",
        "F032 SurveyResultsAggregated", "F032 SurveyResponseRates", "F032 ActionTrackingUpdated", "F034 SupervisorAssigned", "F034 PersonalTutorAssigned", "F034 StudentStaffRoleConfirmed", "F036 BursaryPaymentConfirmed", "F036 StipendPaid",
        "F038 ResearchMilestoneRecorded", "F038 ThesisSubmitted", "F038 PublicationRecorded", "F040 StudentshipAwarded", "F042 PolicyPublished", "F042 RegulationChanged", "F042 AcknowledgementRequired",
        "F044 ServiceRequestResolved", "F044 DataCorrectionCompleted", "F045 UcasApplicationReceived", "F045 ApplicantDetailsAmended", "F045 ClearingChoiceAdded", "F045 QualificationResultsReceived", "F048 StudentIdentifierAssigned",
        "F050 LoanEntitlementNotified", "F050 OverpaymentNotified", "F052 CasAssigned", "F052 VisaGranted", "F052 ComplianceAlertRaised", "F055 LearningAnalyticsBatch", "F056 AttendanceTrendsBatch", "F057 ConsolidatedAnalyticsFeed",
        "F058 TargetedMessagePublished", "F058 CampaignContentPublished", "F062 ExamTimetableFinalised", "F062 SeatingPlanPublished", "F062 CandidateNumberAssigned", "F063 ReasonableAdjustmentApproved", "F063 DsaEntitlementRecorded", "F063 RuleTreatmentGranted",
    ];

    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public void EveryMessageThatComesIn_IsGuarded_ExcusedWithAReason_OrEndsNothing()
    {
        var taken = registry.Get<InboundFlows>().All.SelectMany(f => f.Types.Select(t => $"{f.Flow} {t}")).ToHashSet();
        var guarded = FlowCatalogue.All.SelectMany(f => MassChange.EndsOf(f.Code).Select(t => $"{f.Code} {t}")).ToList();
        List<string> listed = [.. guarded, .. Excused.Keys, .. Harmless];
        Offenders.None(taken.Except(listed).Concat(listed.Where(l => !taken.Contains(l))).Concat(listed.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => g.Key)));
    }
}
