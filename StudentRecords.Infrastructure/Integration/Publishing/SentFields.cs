namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>
/// The fields of each message that the record sends: a line for each shape that it has. A field is text unless it says otherwise
/// (i whole number, n number, b yes or no, d day, t moment, list, any); ? may be null, ~ may be left out. The tests hold what is sent
/// against it, so that no field goes out that is not published.
/// </summary>
internal static class SentFields
{
    /// <summary>Marks an extract: its rows, within partition, number, digest.</summary>
    public const string Rows = "rows: ";

    /// <summary>The same, where one extract may take several batches.</summary>
    public const string Parts = "parts: ";

    private const string Awarded = "student engagement? programme title award class? certificate effectiveOn:d revoked:b";
    private const string Adjusted = "adjustment student category need~ amount:n~ unit~ scope scopeKey~ from:d to:d~ withdrawn:b version:i";
    private const string Charged = "charge student engagement academicYear element amount:n sponsor rule status reverses?";
    private const string Choice = "choice personalId? engagement effectiveOn:d entryOn:d";
    private const string Sponsored = "student familyName givenNames dateOfBirth:d nationality? engagement programme start:d expectedEnd:d? requestNo:i";
    private const string Decided = "student programme title academicYear yearOfProgramme:i decision award? class? ratifiedAt:t version:i";
    private const string Paid = "authorisation student engagement scheme period instalment:i amount:n";
    private const string Member = "moduleRun person role version";
    private const string Supervised = "student staff role from:d to:d? version:i";
    private const string Volumes = Rows + "programme status students:i?";

    private static readonly string[] Warehouse =
    [
        Parts + "student yearOfBirth:i? sex nationality? domicile?",
        Parts + "student engagement programme place:i status effectiveOn:d recordedAt:t corrects:any isUndone:b",
        Parts + "student engagement moduleRun academicYear status registeredOn:d? withdrawnOn:d? attempt:i",
        Parts + "decision:i supersedes:i? student engagement moduleRun outcome grade? mark:n? ratifiedAt:t",
        Parts + "decision:i supersedes:i? student engagement academicYear yearOfProgramme:i outcome award? class? creditsGained:n ratifiedAt:t",
    ];

    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>
    {
        ["CurriculumMetricsPublished"] = [Rows + "unit registered:i? left:i? passed:i?"],
        ["StudentRosterChanged"] = ["student engagement programme mode status effectiveOn:d version:i", "student group title owner isIn:b isPinned:b effectiveOn:d"],
        ["ModuleRegistrationChanged"] = ["student moduleRun registered:b effectiveOn:d? version:i"],
        ["CohortVolumeForecast"] = [Rows + "programme year:i students:i"],
        ["StudentStatusChanged"] = ["student engagement programme status effectiveOn:d version:i"],
        ["ProgressionOutcomePublished"] = [Decided],
        ["QualificationAwarded"] = [Decided, Awarded],
        ["LibraryPatronUpserted"] = ["student familyName givenNames email? engagement programme isResearch:b expiresOn:d? isBlocked:b~"],
        ["LibraryAccessRevoked"] = ["student effectiveOn:d version:i"],
        ["FeeLiabilityAssessed"] = [Charged],
        ["FeeLiabilityReversed"] = [Charged],
        ["ScholarshipApplied"] = [Charged],
        ["LoanOverpaymentNotified"] = ["student academicYear notice amount:n settleBy:d version:i"],
        ["EnrolmentStatusView"] =
        [
            "student engagement status effectiveOn:d version:i",
            "student engagement status session year:i effectiveOn:d",
            "student engagement status session takenBack:b",
        ],
        ["PersonalTimetableView"] =
        [
            "student event moduleRun kind startsAt:t endsAt:t room? state version:i",
            "student sitting startsAt:t endsAt:t room candidateNumber? seat? version:i",
        ],
        ["RatifiedGradesPublished"] = ["student module title occurrence academicYear credits:n outcome grade? overallMark:n? figures:list imported:b ratifiedAt:t version:i supersedes:i?"],
        ["NotificationIssued"] =
        [
            "student notice moduleRun text",
            "student notice hold owner stops:list on:d text",
            "student notice role staffName from:d to:d?",
            "student notice isLocked:b on:d text",
            "student notice policy title link effectiveOn:d version:i text",
            Decided,
            Awarded,
        ],
        ["RosterSnapshot"] = [Rows + "student"],
        ["RosterDelta"] = ["moduleRun student isOn:b effectiveOn:d? version"],
        ["AcademicCalendarPublished"] = [Rows + "period start:d end:d"],
        ["CourseSiteRequired"] = ["moduleRun academicYear period start:d end:d"],
        ["CourseMembershipGranted"] = [Member],
        ["CourseMembershipRevoked"] = [Member],
        ["InstructorAssigned"] = ["moduleRun staff role version:i"],
        ["TermDatesPublished"] = [Rows + "period start:d end:d"],
        ["ResidentEligibilityChanged"] = ["student engagement programme~ status isEligible:b reviewBooking:b effectiveOn:d version:i"],
        ["StudentProfileUpdated"] = ["student familyName givenNames email? version:i"],
        ["EnrolmentVolumesPublished"] = [Volumes],
        ["TimetableDemandPublished"] = [Rows + "room week:d hours:n"],
        ["OccupancyForecast"] = [Rows + "room week:d most:i?"],
        ["PersonJoined"] = ["person familyName givenNames knownAs? engagement affiliation from:d until:d? version:i"],
        ["PersonMoved"] = ["person familyName givenNames knownAs? version:i"],
        ["PersonLeft"] = ["person engagement isAlum:b leftOn:d version:i"],
        ["AccessEligibilityChanged"] = ["person engagement access effectiveOn:d version:i", "student engagement standing because from:d version:i", "person stops:list effectiveOn:d version:i", "person mayStudyFrom:d? mayStudyUntil:d? effectiveOn:d version:i"],
        ["DocumentFiled"] = ["document documentType title student? engagement? sha256 mediaType length:i retentionClass filedAt:t content"],
        ["IdentityVerificationRequested"] = ["case student familyName givenNames dateOfBirth:d"],
        ["PerformanceExtract"] = [Rows + "student moduleRun outcome mark:n?"],
        ["EnrolmentVolumesExtract"] = [Volumes],
        ["ModuleOutcomesExtract"] = [Rows + "moduleRun outcome students:i?"],
        ["RetentionIndicators"] = [Rows + "programme year:i began:i? left:i?"],
        ["FullExtract"] = Warehouse,
        ["IncrementalExtract"] = Warehouse,
        ["SurveyCohortPublished"] = [Rows + "student"],
        ["SurveyCohortAmended"] = ["survey moduleRun student isAsked:b version:i"],
        ["StudentStaffRoleProposed"] = ["role student familyName givenNames engagement title hoursPerWeek:n from:d to:d? isSponsored:b", "role student familyName givenNames engagement title hoursPerWeek:n from:d to:d? isSponsored:b mayStudyUntil:d?"],
        ["StudentStaffRoleEnded"] = ["role student endsOn:d?"],
        ["BursaryPaymentAuthorised"] = [Paid],
        ["StipendAuthorised"] = [Paid, $"{Paid} dueOn:d"],
        ["GtaHoursApproved"] = [Paid],
        ["PaymentAuthorisationRevoked"] = ["authorisation student because?"],
        ["ResearchStudentRegistered"] = ["student engagement programme start:d expectedEnd:d? version:i"],
        ["ResearcherProfileSeeded"] = ["student familyName givenNames email?"],
        ["SupervisionLinked"] = [Supervised],
        ["ResearchStudentLeft"] = ["student engagement leftOn:d version:i"],
        ["ResearcherEligibilityConfirmed"] = ["student engagement proposal programme asOf:d expectedEnd:d?"],
        ["ResearcherEligibilityRevoked"] = ["student engagement asOf:d version:i"],
        ["SupervisorAssignmentShared"] = [Supervised],
        ["CohortSegmentsPublished"] = [Rows + "member"],
        ["CallerContextPublished"] = ["person name status? programme? username? isLocked:b?"],
        ["UcasEnrolmentConfirmed"] = [Choice],
        ["UcasWithdrawalNotified"] = [Choice],
        ["UcasDeferralNotified"] = [Choice],
        ["UcasNoShowNotified"] = [Choice],
        ["StudentReturnSubmitted"] = ["ukprn collectionRef submissionNo:i sha256 entities:any approvedBy:any signedOffBy:list submittedAt:t"],
        ["SlcRegistrationConfirmed"] = ["supportNumber engagement academicYear confirmedOn:d"],
        ["SlcAttendanceConfirmed"] = ["supportNumber engagement academicYear liabilityPoint:any attends:b confirmedOn:d"],
        ["SlcAttendanceRefused"] = ["supportNumber engagement academicYear liabilityPoint:any attends:b confirmedOn:d"],
        ["SlcChangeOfCircumstance"] =
        [
            "supportNumber engagement circumstance effectiveOn:d",
            "supportNumber engagement circumstance academicYear",
            "supportNumber engagement academicYear circumstance amount:n effectiveOn:d",
            "supportNumber engagement academicYear circumstance decidedAt:t",
            "supportNumber academicYear module circumstance decidedAt:t",
        ],
        ["CasRequested"] = [Sponsored],
        ["CasAmended"] = [Sponsored],
        ["NonEnrolmentReported"] = ["cas? engagement circumstance programme eventDate:d"],
        ["AttendanceComplianceReported"] = ["cas? engagement programme missed:i since:d reportBy:d"],
        ["ChangeOfCircumstanceReported"] = ["cas? engagement circumstance programme eventDate:d"],
        ["StudentContextPublished"] = ["student engagement programme status effectiveOn:d version:i"],
        ["DisabilityDeclared"] = ["student disabilities:any version:i"],
        ["HoldsChanged"] = ["student owners:list"],
        ["AcademicIndicatorsUpdated"] = ["student kind openedOn:d"],
        ["AssessmentAdjustmentGranted"] = [Adjusted],
        ["DeadlineExtensionGranted"] = [Adjusted, "extension student assessment attempt:i~ until:d~ withdrawn:b version:i"],
        ["AccessibilityRequirementSet"] = [Adjusted],
        ["AdjustmentWithdrawn"] = [Adjusted, "extension student assessment attempt:i~ until:d~ withdrawn:b version:i"],
        ["AttendanceThresholdAdjusted"] = [Adjusted],
        ["AttendanceExemptionGranted"] = [Adjusted],
        ["AlertSuspended"] = [Adjusted],
        ["ReturnToStudyMarked"] = [Adjusted, "student engagement mark on:d version:i"],
        ["ExamEntryPublished"] = ["student programme~ level~ assessment moduleRun attempt:i version:i isAmendment:b~", "student programme~ level~ module occurrence academicYear assessment attempt:i sitting version:i isAmendment:b~"],
        ["ExamEntryWithdrawn"] = ["student assessment moduleRun attempt:i version:i isAmendment:b~"],
        ["ExamAccommodationRequired"] = [Adjusted],
        ["BoardPackIssued"] = ["board packVersion:i sha256 frozenAt:t"],
        ["ExaminerSampleGranted"] = ["board candidate ground"],
        ["MisconductContextShared"] = ["referral student familyName givenNames asOf:d enrolments:list modules:list"],
    };
}
