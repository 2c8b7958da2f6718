using System.Globalization;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From a course session to where it is studied: StudyLocation, OffVenueActivity, and who supervises research. The article: SCSESSIONID and a sequence number.</summary>
internal sealed class PlaceDerivation(CollectionDefinition collection, InstitutionProfile institution)
{
    public void Derive(EngagementFacts engagement, SessionFacts facts, string session, ReturnEntity parent, List<ReturnEntity> into)
    {
        Locations(engagement, facts, session, parent, into);
        foreach (var away in engagement.Facts.OfType<ActivityAway>().Where(a => a.TakenBackOn is null && a.From >= facts.Session.Start && a.From <= facts.Last).DistinctBy(a => a.Ordinal))
        {
            into.Add(new Derived(collection, "OffVenueActivity")
                .First("OVAID", (Step.Worked, Numbered(session, away.Ordinal)))
                .First("ACTDURATION", (Step.Record, Derived.Text(away.Days)))
                .First("ACTDURATIONTYPE", (Step.Constant, "01"))
                .First("ACTTYPEID", (Step.Record, away.Kind))
                .First("COUNTRY", (Step.Record, away.Country))
                .First("HOSTID", (Step.Record, away.Host))
                .First("MOBSCHEME", (Step.Record, away.Scheme))
                .First("OVAENDDATE", Step.Record, away.To)
                .First("OVASTARTDATE", Step.Record, away.From)
                .Under(parent, away, away.Id));
        }

        foreach (var supervision in engagement.Within<ResearchSupervision>(facts.Session.Start, facts.Last).DistinctBy(s => s.Ordinal))
        {
            into.Add(new Derived(collection, "SupervisorAllocation")
                .First("SUPALLID", (Step.Worked, Numbered(session, supervision.Ordinal)))
                .First("REF2021UNITOFASSESSMENT", (Step.Record, supervision.Unit))
                .First("SAHESAID", (Step.Record, supervision.Organisation))
                .First("SAPROPORTION", (Step.Record, Derived.Text(supervision.Percent)))
                .Under(parent, supervision, supervision.Id));
        }
    }

    private void Locations(EngagementFacts engagement, SessionFacts facts, string session, ReturnEntity parent, List<ReturnEntity> into)
    {
        // the campus that the student is on goes before where the programme is taught
        List<TeachingPlace> places = facts.Venue is not null ? [] : [.. engagement.Programme.Places.Where(p => p.HoldsWithin(facts.Session.Start, facts.Last)).OrderBy(p => p.From).ThenBy(p => p.Id)];
        var number = 0;
        foreach (var place in places.DefaultIfEmpty())
        {
            into.Add(new Derived(collection, "StudyLocation")
                .First("STUDYLOCID", (Step.Worked, Numbered(session, ++number)))
                .First("STUDYPROPORTION", (Step.Record, place is null ? null : Derived.Text(place.Percent)), (Step.Constant, "100.0"))
                .First("VENUEID", (Step.Record, facts.Venue ?? place?.Venue), (Step.Institution, institution.VenueId))
                .Under(parent, (object?)place ?? facts.Session, place?.Id ?? facts.Session.Id));
        }
    }

    private static string Numbered(string session, int ordinal) => $"{session}-{ordinal.ToString(CultureInfo.InvariantCulture)}";
}
