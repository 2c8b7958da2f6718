using System.Globalization;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From an engagement and what was recorded of it to its partners, aims, initiatives, entry qualifications and awards.</summary>
internal sealed class EngagementDerivation(CollectionDefinition collection)
{
    private const int MostAims = 3;

    public void Derive(EngagementFacts facts, string sid, ReturnEntity engagement, ReturnEntity entryProfile, List<ReturnEntity> into)
    {
        Partner(facts, engagement, into);
        EntryQualifications(facts, sid, entryProfile, into);
        foreach (var aim in AccreditationsWithin(facts, facts.First, facts.Last).Take(MostAims))
        {
            into.Add(new Derived(collection, "StudentAccreditationAim").First("STUACCID", (Step.OtherRow, aim.Code)).Under(engagement, aim, aim.Id));
        }

        foreach (var initiative in facts.Within<EngagementInitiative>().DistinctBy(i => i.Code))
        {
            into.Add(new Derived(collection, "StudentInitiative").First("STUINITID", (Step.Record, initiative.Code)).Under(engagement, initiative, initiative.Id));
        }

        Award(facts, engagement, into);
    }

    private void Partner(EngagementFacts facts, ReturnEntity engagement, List<ReturnEntity> into)
    {
        if (facts.Within<PartnerArrangement>().LastOrDefault() is not { } partner)
        {
            return;
        }

        into.Add(new Derived(collection, "CollaborativeProvision")
            .First("COLPROVTYPEID", (Step.Record, partner.Kind))
            .First("PARTNERNUMHUS", (Step.Record, partner.PartnerNumhus))
            .First("PARTNERSID", (Step.Record, partner.PartnerSid))
            .First("PARTNERUKPRN", (Step.Record, partner.Ukprn))
            .Under(engagement, partner, partner.Id));
        // from 25056
        if (partner.RegisteringBody is { } body && collection.Find("RegistrationRole") is not null)
        {
            into.Add(new Derived(collection, "RegistrationRole").First("REGBODYID", (Step.Record, body)).Under(engagement, partner, partner.Id));
        }
    }

    // The article: SID and a sequence number.
    private void EntryQualifications(EngagementFacts facts, string sid, ReturnEntity entryProfile, List<ReturnEntity> into)
    {
        foreach (var brought in facts.Facts.OfType<EntryQualification>().Where(q => q.TakenBackOn is null && q.From <= facts.Last).DistinctBy(q => q.Ordinal))
        {
            var award = new Derived(collection, "EntryQualificationAward")
                .First("ENTRYQUALAWARDID", (Step.Worked, $"{sid}-{brought.Ordinal.ToString(CultureInfo.InvariantCulture)}"))
                .First("ENTRYQUALAWARDRESULT", (Step.Record, brought.Grade))
                .First("QUALTYPEID", (Step.Record, brought.Type))
                .First("QUALYEAR", (Step.Record, brought.Year.ToString("0000", CultureInfo.InvariantCulture)))
                .Under(entryProfile, brought, brought.Id);
            into.Add(award);
            foreach (var subject in brought.Subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
            {
                into.Add(new Derived(collection, "EntryQualificationSubject").First("SUBJECTID", (Step.Record, subject)).Under(award, brought, brought.Id));
            }
        }
    }

    // The article: QUALAWARDID is QUALID. Who completes has the qualification that the course leads to, and its accreditations.
    private void Award(EngagementFacts facts, ReturnEntity engagement, List<ReturnEntity> into)
    {
        var record = facts.Engagement;
        if (record.Status != EngagementStatus.Completed || record.End is not { } end || end > facts.Last)
        {
            return;
        }

        var course = facts.Sessions.MaxBy(s => s.Session.Start)!.CourseId ?? facts.CourseId;
        var award = new Derived(collection, "QualificationAwarded")
            .First("QUALAWARDID", (Step.Worked, course))
            .First("QUALAWARDRESULT", (Step.Mapped, facts.AwardResult), (Step.NotKnown, "9999"))
            .First("QUALID", (Step.Worked, course))
            .Under(engagement, record, record.Id);
        into.Add(award);
        foreach (var accreditation in AccreditationsWithin(facts, end, end))
        {
            into.Add(new Derived(collection, "QualificationAwardAccreditation").First("QUALAWARDACCID", (Step.OtherRow, accreditation.Code)).Under(award, accreditation, accreditation.Id));
        }
    }

    private static IEnumerable<Curriculum.ProgrammeAccreditation> AccreditationsWithin(EngagementFacts facts, DateOnly first, DateOnly last) =>
        facts.Programme.Accreditations.Where(a => a.HoldsWithin(first, last)).OrderBy(a => a.From).ThenBy(a => a.Id).DistinctBy(a => a.Code);
}
