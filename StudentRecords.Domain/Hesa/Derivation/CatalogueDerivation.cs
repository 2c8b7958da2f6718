using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From the catalogue to Course, Module, Qualification, SessionYear and Venue, with the children that none of them is without.</summary>
public sealed class CatalogueDerivation(CollectionDefinition collection, InstitutionProfile institution)
{
    private const string Whole = "100.0";

    /// <param name="version">The newest version that its students of this year are on.</param>
    public IEnumerable<ReturnEntity> Course(Programme programme, ProgrammeVersion version)
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
        yield return new Derived(collection, "CourseRole")
            .First("COURSEROLEHESAID", (Step.Institution, institution.Ukprn))
            .First("ROLETYPE", (Step.Constant, "202"))
            .First("CRPROPORTION", (Step.Constant, Whole))
            .Under(course);
    }

    /// <summary>One qualification a course: its id is the course's.</summary>
    public IEnumerable<ReturnEntity> Qualification(Programme programme, ProgrammeVersion version)
    {
        var qualification = new Derived(collection, "Qualification")
            .First("QUALID", (Step.Record, CourseIds.Of(programme, version)))
            .First("QUALCAT", (Step.Record, version.QualificationCategory))
            .First("QUALTITLE", (Step.Record, version.Award))
            .Under(null, version, version.Id);
        yield return qualification;
        yield return new Derived(collection, "AwardingBodyRole").First("AWARDINGBODYID", (Step.Institution, institution.Ukprn)).Under(qualification);
        yield return new Derived(collection, "QualificationSubject")
            .First("QUALSUBJECT", (Step.Record, version.HecosCode))
            .First("QUALPROPORTION", (Step.Constant, Whole))
            .Under(qualification, version, version.Id);
    }

    public IEnumerable<ReturnEntity> Module(Module module, ModuleVersion version)
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
        yield return new Derived(collection, "ModuleCostCentre")
            .First("COSTCN", (Step.Record, version.CostCentre))
            .First("COSTCNPROPORTION", (Step.Constant, Whole))
            .Under(self, version, version.Id);
        yield return new Derived(collection, "ModuleSubject")
            .First("MODSBJ", (Step.Record, version.HecosCode))
            .First("MODPROPORTION", (Step.Constant, Whole))
            .Under(self, version, version.Id);
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
