using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From the catalogue to Course, Module, Qualification, SessionYear and Venue, with the children that none of them is without.</summary>
public sealed class CatalogueDerivation(CollectionDefinition collection, InstitutionProfile institution)
{
    private const string Whole = "100.0";
    private const string OwnCode = "01";

    /// <param name="version">The newest version that its students of this year are on.</param>
    public IEnumerable<ReturnEntity> Course(Programme programme, ProgrammeVersion version, ProgrammeFacts facts)
    {
        var id = CourseIds.Of(programme, version);
        var course = new Derived(collection, "Course")
            .First("COURSEID", (Step.Record, id))
            .First("COURSETITLE", (Step.Record, version.Title), (Step.OtherRow, programme.Title))
            .First("PREREQUISITE", (Step.Mapped, IsPostgraduate(version.QualificationCategory) ? "02" : "01"))
            .First("QUALID", (Step.Worked, id))
            .First("TTCID", (Step.Constant, "07"))
            .Under(null, version, version.Id);
        yield return course;
        var deliverers = Shares(Now(facts.Shares).Where(s => s.Of == ProgrammeShareOf.Delivery), s => s.Code, s => s.Percent);
        foreach (var (organisation, percent, fact) in WithTheInstitution(deliverers))
        {
            yield return new Derived(collection, "CourseRole")
                .First("COURSEROLEHESAID", (fact is null ? Step.Institution : Step.Record, organisation))
                .First("ROLETYPE", (Step.Constant, "202"))
                .First("CRPROPORTION", (fact is null ? Step.Worked : Step.Record, Derived.Text(percent)))
                .Under(course, fact, fact?.Id);
        }

        yield return new Derived(collection, "CourseReference")
            .First("COURSEREFRNCID", (Step.Record, programme.Code))
            .First("COURSEREFRNCIDTYPE", (Step.Constant, OwnCode))
            .Under(course, programme, programme.Id);
        foreach (var reference in Now(facts.References).Where(r => r.Kind != OwnCode).DistinctBy(r => (r.Kind, r.Code)))
        {
            yield return new Derived(collection, "CourseReference")
                .First("COURSEREFRNCID", (Step.Record, reference.Code))
                .First("COURSEREFRNCIDTYPE", (Step.Record, reference.Kind))
                .Under(course, reference, reference.Id);
        }

        foreach (var initiative in Now(facts.Initiatives).DistinctBy(i => (i.Code, i.From)))
        {
            yield return new Derived(collection, "CourseInitiative")
                .First("COURSEINITID", (Step.Record, initiative.Code))
                .First("COURSEVALIDFROM", Step.Record, initiative.From)
                .First("COURSEVALIDTO", Step.Record, initiative.To <= collection.End ? initiative.To : null)
                .Under(course, initiative, initiative.Id);
        }

        foreach (var accreditation in Now(facts.Accreditations).DistinctBy(a => (a.Code, a.From)))
        {
            yield return new Derived(collection, "CurriculumAccreditation")
                .First("CURACCID", (Step.Record, accreditation.Code))
                .First("CURACCVALIDFROM", Step.Record, accreditation.From)
                .First("CURACCVALIDTO", Step.Record, accreditation.To <= collection.End ? accreditation.To : null)
                .Under(course, accreditation, accreditation.Id);
        }
    }

    // In force on some day of the reference year.
    private IEnumerable<T> Now<T>(IEnumerable<T> facts)
        where T : ReturnedFact => facts.Where(f => f.HoldsWithin(collection.Start, collection.End)).OrderBy(f => f.From).ThenBy(f => f.Id);

    /// <summary>One qualification a course: its id is the course's.</summary>
    public IEnumerable<ReturnEntity> Qualification(Programme programme, ProgrammeVersion version, ProgrammeFacts facts)
    {
        var qualification = new Derived(collection, "Qualification")
            .First("QUALID", (Step.Record, CourseIds.Of(programme, version)))
            .First("QUALCAT", (Step.Record, version.QualificationCategory))
            .First("QUALTITLE", (Step.Record, version.Award))
            .Under(null, version, version.Id);
        yield return qualification;
        yield return new Derived(collection, "AwardingBodyRole").First("AWARDINGBODYID", (Step.Institution, institution.Ukprn)).Under(qualification);
        foreach (var awarder in Now(facts.Shares).Where(s => s.Of == ProgrammeShareOf.Award && s.Code != institution.Ukprn).DistinctBy(s => s.Code))
        {
            yield return new Derived(collection, "AwardingBodyRole").First("AWARDINGBODYID", (Step.Record, awarder.Code)).Under(qualification, awarder, awarder.Id);
        }

        var subjects = Shares(Now(facts.Shares).Where(s => s.Of == ProgrammeShareOf.Subject), s => s.Code, s => s.Percent);
        foreach (var (subject, percent, fact) in subjects)
        {
            yield return new Derived(collection, "QualificationSubject")
                .First("QUALSUBJECT", (Step.Record, subject))
                .First("QUALITT", (Step.Record, fact.Specialism))
                .First("QUALPROPORTION", (Step.Record, Derived.Text(percent)))
                .Under(qualification, fact, fact.Id);
        }

        if (subjects.Count == 0)
        {
            yield return new Derived(collection, "QualificationSubject")
                .First("QUALSUBJECT", (Step.Record, version.HecosCode))
                .First("QUALPROPORTION", (Step.Constant, Whole))
                .Under(qualification, version, version.Id);
        }
    }

    /// <param name="facts">Who delivers a part of it, and cost centres and subjects in the place of the catalogue's.</param>
    public IEnumerable<ReturnEntity> Module(Module module, ModuleVersion version, IEnumerable<ModuleShare> facts)
    {
        var self = new Derived(collection, "Module")
            .First("MODID", (Step.Record, module.Code))
            .First("CRDTPTS", (Step.Record, Derived.Text(version.Credits)))
            .First("CRDTSCM", (Step.Constant, "01"))
            .First("FTE", (Step.Worked, Derived.Text(version.Credits / StudentLoad.FullYear * 100m)))
            .First("LEVLPTS", (Step.Mapped, CreditLevel(version.Level)))
            .First("MTITLE", (Step.Record, version.Title))
            .Under(null, version, version.Id);
        yield return self;
        var now = Now(facts).ToList();
        foreach (var entity in Parts("ModuleCostCentre", "COSTCN", "COSTCNPROPORTION", now.Where(s => s.Of == ModuleShareOf.CostCentre), version.CostCentre)
            .Concat(Parts("ModuleSubject", "MODSBJ", "MODPROPORTION", now.Where(s => s.Of == ModuleShareOf.Subject), version.HecosCode)))
        {
            yield return entity(self, version);
        }

        var deliverers = Shares(now.Where(s => s.Of == ModuleShareOf.Delivery), s => s.Code, s => s.Percent);
        foreach (var (organisation, percent, fact) in deliverers.Count == 0 ? [] : WithTheInstitution(deliverers))
        {
            yield return new Derived(collection, "ModuleDeliveryRole")
                .First("MDRHESAID", (fact is null ? Step.Institution : Step.Record, organisation))
                .First("MDRPROPORTION", (fact is null ? Step.Worked : Step.Record, Derived.Text(percent)))
                .Under(self, fact, fact?.Id);
        }
    }

    // The shares that were recorded, or the catalogue's one value with the whole of it.
    private IEnumerable<Func<ReturnEntity, ModuleVersion, ReturnEntity>> Parts(string entity, string key, string share, IEnumerable<ModuleShare> facts, string catalogue)
    {
        var shares = Shares(facts, s => s.Code, s => s.Percent);
        foreach (var (code, percent, fact) in shares)
        {
            yield return (module, _) => new Derived(collection, entity).First(key, (Step.Record, code)).First(share, (Step.Record, Derived.Text(percent))).Under(module, fact, fact.Id);
        }

        if (shares.Count == 0)
        {
            yield return (module, version) => new Derived(collection, entity).First(key, (Step.Record, catalogue)).First(share, (Step.Constant, Whole)).Under(module, version, version.Id);
        }
    }

    private static List<(string Code, decimal Percent, T Fact)> Shares<T>(IEnumerable<T> facts, Func<T, string> code, Func<T, decimal> percent) =>
        [.. facts.GroupBy(code).Select(g => (g.Key, g.Sum(percent), g.Last()))];

    // What others do not deliver the institution does.
    private IEnumerable<(string Organisation, decimal Percent, T? Fact)> WithTheInstitution<T>(List<(string Code, decimal Percent, T Fact)> shares)
        where T : ReturnedFact
    {
        var rest = 100m - shares.Sum(s => s.Percent);
        var others = shares.Select(s => (s.Code, s.Percent, (T?)s.Fact));
        return rest > 0 && shares.TrueForAll(s => s.Code != institution.Ukprn) ? others.Prepend((institution.Ukprn, rest, null)) : others;
    }

    /// <summary>None in a collection that no longer has session years.</summary>
    public IEnumerable<ReturnEntity> Year(SessionYear year)
    {
        if (collection.Find("SessionYear") is null)
        {
            yield break;
        }

        yield return new Derived(collection, "SessionYear")
            .First("SESSIONYEARID", (Step.Record, year.Id))
            .First("OWNSESSIONID", (Step.Record, year.Id))
            .First("SYENDDATE", Step.Worked, year.End)
            .First("SYSTARTDATE", Step.Worked, year.Start)
            .Under(null);
    }

    public ReturnEntity Venue(Venue venue) => new Derived(collection, "Venue")
        .First("VENUEID", (Step.Record, venue.Key))
        .First("OWNVENUEID", (Step.Record, venue.Key))
        .First("POSTCODE", (Step.Record, venue.Postcode))
        .First("VENUENAME", (Step.Record, venue.Name))
        .First("VENUEUKPRN", (Step.Record, venue.Ukprn))
        .Under(null, venue, venue.Id);

    /// <summary>The institution itself, where the record holds no venue.</summary>
    public ReturnEntity MainVenue() => new Derived(collection, "Venue")
        .First("VENUEID", (Step.Institution, institution.VenueId))
        .First("POSTCODE", (Step.Institution, institution.Postcode))
        .First("VENUENAME", (Step.Institution, institution.VenueName))
        .First("VENUEUKPRN", (Step.Institution, institution.Ukprn))
        .Under(null);

    // M0002, the integrated master's, is entered like an undergraduate course
    private static bool IsPostgraduate(string category) => category is { Length: > 0 } && category[0] is 'D' or 'E' or 'L' or 'M' && category != "M0002";

    private static string? CreditLevel(int level) => level switch
    {
        3 => "27", 4 => "20", 5 => "21", 6 => "23", 7 => "25", 8 => "26", _ => level < 3 ? "27" : "99",
    };
}
