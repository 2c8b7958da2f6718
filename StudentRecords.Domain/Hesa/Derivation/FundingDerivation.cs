using System.Globalization;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From a course session to FundingAndMonitoring, FundingBody and StudentFinancialSupport. What is collected differs by nation.</summary>
internal sealed class FundingDerivation(CollectionDefinition collection, InstitutionProfile institution)
{
    private const int LongSession = 45 * 7;
    private const string Levels = "XPCJIHMLED";

    public void Derive(EngagementFacts engagement, SessionFacts facts, string? feeEligibility, ReturnEntity parent, List<ReturnEntity> into)
    {
        var session = facts.Session;
        // Scotland has none of its fields
        if (institution.Nation != "XH")
        {
            into.Add(Monitoring(engagement, facts, feeEligibility).Under(parent, session, session.Id));
        }

        if (feeEligibility == "01")
        {
            into.Add(new Derived(collection, "FundingBody").First("FUNDINGBODY", (Step.Institution, Regulator(institution.Nation))).Under(parent, session, session.Id));
        }

        var support = engagement.Facts.OfType<FinancialSupport>().Where(s => s.TakenBackOn is null && s.From >= facts.Year.Start && s.From <= facts.Last);
        foreach (var kind in support.OrderBy(s => s.From).ThenBy(s => s.Id).GroupBy(s => s.Kind))
        {
            var pounds = kind.Sum(s => s.Pounds ?? 0);
            into.Add(new Derived(collection, "StudentFinancialSupport")
                .First("FINSUPTYPE", (Step.Record, kind.Key))
                .First("FINSUPAMOUNT", (Step.Worked, pounds > 0 ? pounds.ToString(CultureInfo.InvariantCulture) : null))
                .Under(parent, kind.Last(), kind.Last().Id));
        }
    }

    private Derived Monitoring(EngagementFacts engagement, SessionFacts facts, string? feeEligibility) => new Derived(collection, "FundingAndMonitoring")
        .First("ELQ", (Step.Worked, institution.Nation == "XF" && feeEligibility == "01" ? ElqOf(engagement) : null))
        .First("FUNDCOMP", (Step.Worked, institution.Nation is "XG" or "XI" ? CompletionOf(engagement.Engagement, facts) : null))
        .First("FUNDLENGTH", (Step.Worked, institution.Nation is "XF" or "XG" ? LengthOf(facts.Session, feeEligibility) : null));

    /// <summary>The body whose funding rules hold in the nation; numbers of the authority's 50xx frame, inferred but for 5016.</summary>
    private static string? Regulator(string nation) => nation switch
    {
        "XF" => "5016", "XG" => "5008", "XH" => "5025", "XI" => "5017", _ => null,
    };

    // Equivalent or lower: what was held at entry is as high as what is aimed at. Nothing is said where either is not known.
    private static string? ElqOf(EngagementFacts engagement)
    {
        if (engagement.Entry?.HighestQualification is not { Length: > 0 } held || engagement.Category is not { Length: > 0 } aimed || aimed[0] is not ('E' or 'M' or 'H' or 'I' or 'J' or 'C'))
        {
            return null;
        }

        return Levels.IndexOf(held[0]) >= Levels.IndexOf(aimed[0]) ? "01" : "03";
    }

    private static string CompletionOf(Engagement engagement, SessionFacts facts)
    {
        if (facts.Session.End <= facts.Year.End && engagement.Status is EngagementStatus.Withdrawn or EngagementStatus.Transferred or EngagementStatus.Deceased)
        {
            return "02";
        }

        var studied = facts.Registrations.Where(r => r.Registration.Status != RegistrationStatus.Withdrawn).ToList();
        var completed = studied.Count(r => r.Decision is BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated or BoardOutcome.Failed);
        return completed == 0 ? "03" : completed == studied.Count ? "01" : "04";
    }

    private static string LengthOf(CourseSession session, string? feeEligibility) =>
        feeEligibility == "02" ? "96" : session.ExpectedEnd.DayNumber - session.Start.DayNumber + 1 >= LongSession ? "01" : "02";
}
