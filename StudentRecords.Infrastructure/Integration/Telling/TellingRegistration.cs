using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Funding.Loans;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Teaching.Flows;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>What is asked again when messages leave, one line each, and the nightly extracts.</summary>
internal static class TellingRegistration
{
    private static readonly IReadOnlyList<IOutboundGate> Gates =
    [
        new StandingGate("F003", "StudentRosterChanged") { ButFor = GroupGate.Field }, new GroupGate(), new RegistrationGate("F003", "ModuleRegistrationChanged", null, "registered") { OfEveryStatus = true }, new LatestGate("F003", "CohortVolumeForecast"),
        new StandingGate("F006", "StudentStatusChanged"),
        new StandingGate("F008", "LibraryPatronUpserted", EngagementStatus.Enrolled), new BorrowerGate(), new GoneGate("F008", "LibraryAccessRevoked"),
        new TimetableGate(), new LatestGate("F012", "PersonalTimetableView"), new NoticeGate(),
        new RegistrationGate("F014", "RosterDelta", null), new LatestGate("F014", "RosterSnapshot"), new LatestGate("F014", "AcademicCalendarPublished"),
        new RegistrationGate("F015", "CourseMembershipGranted", true), new RegistrationGate("F015", "CourseMembershipRevoked", false), new LatestGate("F015", "TermDatesPublished"), new LatestGate("F015", "InstructorAssigned"),
        new LatestGate(OverpaymentNotices.Flow, OverpaymentNotices.Type), new OverpaymentGate(),
        new StandingGate("F017", "ResidentEligibilityChanged"), new LatestGate("F017", "StudentProfileUpdated"),
        new StandingGate("F021", "PersonJoined", EngagementStatus.Enrolled), new GoneGate("F021", "PersonLeft"), new LatestGate("F021", "PersonMoved"), new AccessGate(),
        new RegistrationGate("F031", "SurveyCohortAmended", null, "isAsked"), new LatestGate("F031", "SurveyCohortPublished"),
        new StandingGate("F033", "StudentStaffRoleProposed", EngagementStatus.Enrolled),
        new PayGate("BursaryPaymentAuthorised"), new PayGate("StipendAuthorised"), new PayGate("GtaHoursApproved"),
        new StandingGate("F037", "ResearchStudentRegistered", EngagementStatus.Enrolled), new GoneGate("F037", "ResearchStudentLeft"), new HereGate("F037", "ResearcherProfileSeeded"), new HereGate("F037", "SupervisionLinked"),
        new StandingGate("F039", "ResearcherEligibilityConfirmed", EngagementStatus.Enrolled), new HereGate("F039", "SupervisorAssignmentShared"),
        new LatestGate("F043", "CallerContextPublished"), new CallerGate(),
        new StandingGate("F046", "UcasEnrolmentConfirmed", EngagementStatus.Enrolled), new StandingGate("F046", "UcasNoShowNotified", EngagementStatus.NoShow),
        new StandingGate("F046", "UcasDeferralNotified", EngagementStatus.Deferred), new StandingGate("F046", "UcasWithdrawalNotified", EngagementStatus.Withdrawn),
        new StandingGate("F049", "SlcAttendanceConfirmed", EngagementStatus.Enrolled), new StandingGate("F049", "SlcAttendanceRefused", EngagementStatus.Enrolled),
        new LoanFinanceGate("SlcRegistrationConfirmed", "the registration", f => f.TakesRegistration), new LoanFinanceGate("SlcAttendanceConfirmed", "attendance", f => f.TakesAttendance), new LoanFinanceGate("SlcAttendanceRefused", "attendance", f => f.TakesAttendance),
        new CasGate("CasRequested"), new CasGate("CasAmended"), new StandingGate("F051", "AttendanceComplianceReported", EngagementStatus.Enrolled), new ContactGate(),
        new StatusReportGate("F049", "SlcChangeOfCircumstance"), new LoanYearGate(), new BoardWordGate("F049", "SlcChangeOfCircumstance"),
        new StatusReportGate("F051", "NonEnrolmentReported"), new StatusReportGate("F051", "ChangeOfCircumstanceReported"), new EarlyCompletionGate(), new BoardWordGate("F051", "ChangeOfCircumstanceReported"),
        new BoardWordGate("F006", "ProgressionOutcomePublished"), new BoardWordGate("F006", "QualificationAwarded"), new BoardWordGate("F012", "NotificationIssued"), new BoardWordGate("F021", "AccessEligibilityChanged"),
        new StandingGate("F053", "StudentContextPublished"), new LatestGate("F053", "HoldsChanged"), new StayGate("F053", "DisabilityDeclared"), new LatestGate("F053", "DisabilityDeclared"), new HereGate("F053", "AcademicIndicatorsUpdated"),
        new ClaimGate("TargetedMessagePublished"), new ClaimGate("CampaignContentPublished"),
        new NeedGate("F059", "AssessmentAdjustmentGranted"), new NeedGate("F059", "DeadlineExtensionGranted"), new NeedGate("F059", "AccessibilityRequirementSet"),
        new NeedGate("F060", "AttendanceThresholdAdjusted"), new NeedGate("F060", "AttendanceExemptionGranted"), new NeedGate("F060", "AlertSuspended"), new NeedGate("F060", "ReturnToStudyMarked"),
        new RegistrationGate("F061", "ExamEntryPublished", true) { OutlastsInterruption = true }, new RegistrationGate("F061", "ExamEntryWithdrawn", false), new NeedGate("F061", "ExamAccommodationRequired"),
        new VerificationGate(), new FilingGate(), new CaseGate(),
        new LatestGate("F064", "BoardPackIssued"), new PackGate(),
        new SampleGate(),
        new LatestGate("F002", "CurriculumMetricsPublished"),
        new LatestGate("F019", "EnrolmentVolumesPublished"), new LatestGate("F019", "TimetableDemandPublished"), new LatestGate("F019", "OccupancyForecast"),
        new LatestGate("F027", "PerformanceExtract"), new LatestGate("F027", "EnrolmentVolumesExtract"), new LatestGate("F027", "ModuleOutcomesExtract"), new LatestGate("F027", "RetentionIndicators"),
        new BatchGate("FullExtract"), new BatchGate("IncrementalExtract"),
        new LatestGate("F041", "CohortSegmentsPublished"),
    ];

    public static IServiceCollection AddTelling(this IServiceCollection services)
    {
        foreach (var gate in Gates)
        {
            services.AddSingleton(gate);
        }

        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<WarehouseFeed>();
        foreach (var extract in Extract.All)
        {
            services.AddSingleton(extract);
        }

        services.AddScoped<ExtractsService>();
        return services.AddRecurringJob<ExtractsJob>("0 15 3 * * ?");
    }
}
