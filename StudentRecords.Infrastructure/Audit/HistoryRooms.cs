using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Which room a row of the record belongs to, so that its history is shown to those who may see the row and to nobody else.</summary>
public static class HistoryRooms
{
    private static readonly Dictionary<string, Room> Rooms = new()
    {
        ["Person"] = Room.Persons, ["PersonIdentifier"] = Room.Persons, ["IdentityVerification"] = Room.Persons, ["StudentDocument"] = Room.Persons,
        ["EqualityDeclaration"] = Room.SpecialCategory,
        ["ReasonableAdjustment"] = Room.Adjustments, ["ExceptionalCircumstance"] = Room.Circumstances, ["CircumstanceItem"] = Room.Circumstances,
        ["MisconductCase"] = Room.Misconduct, ["PenaltyEntry"] = Room.Misconduct, ["PenaltyTariff"] = Room.Misconduct,
        ["Application"] = Room.Enrolments, ["EntryProfile"] = Room.Enrolments, ["Engagement"] = Room.Enrolments, ["CourseSession"] = Room.Enrolments,
        ["StatusEntry"] = Room.Enrolments, ["ModuleRegistration"] = Room.Enrolments, ["Hold"] = Room.Holds,
        ["WaitingEntry"] = Room.Enrolments, ["TimetableClash"] = Room.Enrolments, ["StudentGroup"] = Room.Enrolments, ["GroupMembership"] = Room.Enrolments,
        ["PermissionToStudy"] = Room.Sponsorships, ["QuietHandling"] = Room.Enrolments,
        ["Mark"] = Room.Marks, ["MarkRule"] = Room.Marks, ["ModuleResult"] = Room.Marks,
        ["Module"] = Room.Catalogue, ["ModuleVersion"] = Room.Catalogue, ["ModuleOccurrence"] = Room.Catalogue, ["AssessmentComponent"] = Room.Catalogue,
        ["Programme"] = Room.Catalogue, ["ProgrammeVersion"] = Room.Catalogue, ["Venue"] = Room.Catalogue,
        ["AwardRegulation"] = Room.Catalogue, ["RegulationBinding"] = Room.Catalogue,
        ["ExamBoard"] = Room.Boards, ["BoardMember"] = Room.Boards, ["BoardPack"] = Room.Boards, ["ExaminerConfirmation"] = Room.Boards,
        ["BoardDecision"] = Room.Boards, ["ResultRelease"] = Room.Boards,
        ["DeclaredInterest"] = Room.Boards, ["MarkScaling"] = Room.Boards, ["AgendaItem"] = Room.Boards, ["BoardAction"] = Room.Boards, ["BoardMinutes"] = Room.Boards,
        ["SampledWork"] = Room.Boards, ["ExaminerRemark"] = Room.Boards, ["ExaminerReport"] = Room.Boards, ["Appeal"] = Room.Appeals, ["AwardAppeal"] = Room.Appeals, ["AwardDecision"] = Room.Boards,
        ["Ceremony"] = Room.Graduations, ["Graduand"] = Room.Graduations, ["Conferment"] = Room.Graduations, ["FiledDocument"] = Room.Persons, ["DocumentOpening"] = Room.Persons, ["TermAddress"] = Room.Persons,
        // In a person's history a candidate's row would put the name to the number; until the board has ratified only the trail's own readers see that.
        ["BoardCandidate"] = Room.AuditTrail, ["NameUnsealing"] = Room.AuditTrail, ["AwardCandidate"] = Room.AuditTrail, ["AwardPrize"] = Room.AuditTrail,
        ["ProgrammeInitiative"] = Room.Catalogue, ["ProgrammeAccreditation"] = Room.Catalogue, ["ProgrammeReference"] = Room.Catalogue, ["ProgrammeShare"] = Room.Catalogue,
        ["TeachingPlace"] = Room.Catalogue, ["ModuleShare"] = Room.Catalogue, ["LanguageSkill"] = Room.Persons, ["FinancialSupport"] = Room.Money,
        ["EngagementInitiative"] = Room.Enrolments, ["EntryQualification"] = Room.Enrolments, ["ExchangeVisit"] = Room.Enrolments, ["PartnerArrangement"] = Room.Enrolments,
        ["ActivityAway"] = Room.Enrolments, ["ResearchSupervision"] = Room.Enrolments,
        ["ValueOverride"] = Room.Returns, ["RuleWaiver"] = Room.Returns, ["ReportedFault"] = Room.Returns,
        ["FeeCharge"] = Room.Money, ["FeeRule"] = Room.Money, ["Payment"] = Room.Money, ["FeeStatusDecision"] = Room.Money, ["FundingAward"] = Room.Money,
        ["AidPayment"] = Room.Money, ["LoanNotice"] = Room.Money, ["FinanceBalance"] = Room.Money, ["ChargeRun"] = Room.Money,
        ["LegalHold"] = Room.Persons, ["DisposalItem"] = Room.Persons, ["DisposalRun"] = Room.Persons, ["RetentionRule"] = Room.Persons, ["SubjectAccessRequest"] = Room.Persons,
        ["HesaReturn"] = Room.Returns,
        ["InboxMessage"] = Room.FlowMessages, ["MessageCorrection"] = Room.FlowMessages, ["OutboxMessage"] = Room.FlowMessages,
        ["PartnerChannel"] = Room.FlowMessages, ["PartnerCredential"] = Room.FlowMessages,
        ["JobRequest"] = Room.JobRequests,
        ["RegistryUser"] = Room.Users, ["RoleAssignment"] = Room.Users,
    };

    /// <summary>Kinds of rows that are subjects of their own; what is about a person is told under Person.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
        ["Person", "ExamBoard", "HesaReturn", "JobRequest", "MarkRule", "Module", "ModuleOccurrence", "Programme", "RegistryUser", "RoleAssignment", "FeeRule", "ChargeRun", "RetentionRule", "DisposalRun", "Venue", "StudentGroup", "Ceremony"];

    /// <summary>Rooms of which nobody else learns even that something was done there: an act that touched only them is left out of the history.</summary>
    public static bool IsDiscreet(string row) => Of(row) is Room.Adjustments or Room.Circumstances or Room.Misconduct;

    /// <summary>What is not listed is for those who may see the whole trail.</summary>
    public static Room Of(string row) => Rooms.GetValueOrDefault(row, Room.AuditTrail);

    public static bool IsListed(string row) => Rooms.ContainsKey(row);
}
