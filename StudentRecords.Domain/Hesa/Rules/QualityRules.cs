using StudentRecords.Domain.Hesa.Rules.Courses;
using StudentRecords.Domain.Hesa.Rules.Engagements;
using StudentRecords.Domain.Hesa.Rules.Entry;
using StudentRecords.Domain.Hesa.Rules.Modules;
using StudentRecords.Domain.Hesa.Rules.Qualifications;
using StudentRecords.Domain.Hesa.Rules.Sessions;
using StudentRecords.Domain.Hesa.Rules.Students;

namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>Every rule, one line each; a roll-call test sees to it that none is left out.</summary>
public static class QualityRules
{
    /// <summary>New instances, for one run.</summary>
    public static IReadOnlyList<QualityRule> ForOneRun() =>
    [
        new CourseHasDelivererRule(),
        new CourseRoleProportionsRule(),
        new FunderOutsideEnglandRule(),
        new AwardKnownRule(),
        new AwardNotVisitingRule(),
        new AwardResultGivenRule(),
        new ExpectedEndGivenRule(),
        new FeeEligibilityOutsideScotlandRule(),
        new FeeStatusInScotlandRule(),
        new LeaverAfterStartRule(),
        new LeaverCompleteRule(),
        new LeaverReasonSettledRule(),
        new SessionsDoNotOverlapRule(),
        new HighestQualificationGivenRule(),
        new HomeCountryFrameRule(),
        new HomeCountryKnownRule(),
        new HomePostcodeAbsentRule(),
        new HomePostcodeGivenRule(),
        new ProfileOfReturnedEngagementRule(),
        new DeliveryNotInEnglandRule(),
        new DeliveryOfLessThanAllRule(),
        new HecosKnownFormRule(),
        new ModuleCostCentresRule(),
        new ModuleDeliverersRule(),
        new ModuleSubjectsRule(),
        new AwardingBodyId001Rule(),
        new AwardingBodyId002Rule(),
        new AwardingBodyId003Rule(),
        new AwardingBodyId004Rule(),
        new AwardingBodyId005Rule(),
        new AwardingBodyId006Rule(),
        new AwardingBodyId007Rule(),
        new QualificationSubjectsRule(),
        new AbroadHasActivityRule(),
        new AwayLongEnoughRule(),
        new ElqGivenRule(),
        new ModuleResultRule(),
        new OutcomeByNationRule(),
        new OutcomeOfEndedModuleRule(),
        new ReferencePeriodRule(),
        new SessionAYearAtMostRule(),
        new SessionCourseKnownRule(),
        new SessionEndReasonRule(),
        new SessionInsideYearRule(),
        new StudyProportionsRule(),
        new SupervisionOfResearchRule(),
        new SupportAmountRule(),
        new BirthBeforeTheYearRule(),
        new BirthNotTooLongAgoRule(),
        new BirthOldEnoughRule(),
        new DisabilityWithAllowanceRule(),
        new EthnicityOfUkDomiciledRule(),
        new NationalityKnownFrameRule(),
        new NationalityKnownRule(),
        new SamePersonAsBeforeRule(),
        new SamePersonTwiceRule(),
        new SidCheckDigitRule(),
        new SidInstitutionRule(),
        new SidNotZerosRule(),
        new SupportNumberChecksumRule(),
        new SupportNumberOfFundedRule(),
        new SupportNumberOnceRule(),
        new UlnCheckDigitRule(),
    ];
}
