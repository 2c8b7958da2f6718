using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From one student's record to the tree below Student.</summary>
public sealed class StudentDerivation(CollectionDefinition collection, InstitutionProfile institution)
{
    private static readonly string[] UnitedKingdom = ["XF", "XG", "XH", "XI", "XK", "XL", "GG", "JE", "IM"];
    private readonly EngagementDerivation engagements = new(collection);
    private readonly SessionDerivation sessions = new(collection, institution);

    /// <summary>In the order of the keys.</summary>
    public IReadOnlyList<ReturnEntity> Derive(StudentFacts facts)
    {
        List<ReturnEntity> entities = [];
        var student = Student(facts);
        entities.Add(student);
        foreach (var code in facts.Equality?.DisabilityCodes ?? [])
        {
            entities.Add(new Derived(collection, "Disability").First("DISABILITY", (Step.Record, code)).Under(student, facts.Equality, facts.Equality!.Id));
        }

        var languages = facts.Languages.Where(l => l.HoldsWithin(collection.Start, collection.End)).OrderBy(l => l.From).ThenBy(l => l.Id).GroupBy(l => l.Language).Select(g => g.Last());
        foreach (var language in languages)
        {
            entities.Add(new Derived(collection, "LanguageProficiency")
                .First("LANGPROFICIENCYID", (Step.Record, language.Language))
                .First("PROFICIENCYTYPE", (Step.Record, language.Proficiency))
                .Under(student, language, language.Id));
        }

        var isFull = false;
        foreach (var engagement in facts.Engagements)
        {
            List<ReturnEntity> below = [];
            Engagement(facts, engagement, student, below);
            var reduced = ReducedReturns.Of(engagement);
            ReducedReturns.Reduce(reduced, below);
            isFull |= reduced == ReducedReturn.None;
            entities.AddRange(below);
        }

        if (!isFull)
        {
            ReducedReturns.Strip(student);
        }

        entities.Sort((a, b) => string.CompareOrdinal(a.KeyPath, b.KeyPath));
        return entities;
    }

    private ReturnEntity Student(StudentFacts facts)
    {
        var (person, equality) = (facts.Person, facts.Equality);
        var home = facts.Engagements.Select(e => e.Entry?.HomeCountry).FirstOrDefault(c => c is not null) ?? person.HomeCountry;
        return new Derived(collection, "Student")
            .First("SID", (Step.Record, Identifier(person, IdentifierKinds.Husid)), (Step.OtherRow, Identifier(person, IdentifierKinds.Sid)))
            .First("BIRTHDTE", Step.Record, person.DateOfBirth)
            .First("ETHNIC", (Step.Record, UnitedKingdom.Contains(home) ? equality?.Ethnicity : null), (Step.NotKnown, UnitedKingdom.Contains(home) ? "997" : null))
            .First("FNAMES", (Step.Record, person.GivenNames))
            .First("GENDERID", (Step.Record, equality?.GenderIdentity))
            .First("NATION", (Step.Record, person.Nationality))
            .First("OWNSTU", (Step.Record, person.StudentNumber))
            .First("RELIGION", (Step.Record, equality?.Religion), (Step.NotKnown, "99"))
            .First("SEXID", (Step.Record, person.LegalSex), (Step.NotKnown, "99"))
            .First("SEXORT", (Step.Record, equality?.SexualOrientation))
            .First("SSN", (Step.Record, Identifier(person, IdentifierKinds.SupportNumber)))
            .First("SURNAME", (Step.Record, person.FamilyName))
            .First("TTPCODE", (Step.Record, facts.TermPostcode))
            .First("UCASPERID", (Step.Record, Identifier(person, IdentifierKinds.UcasPersonalId)))
            .First("ULN", (Step.Record, Identifier(person, IdentifierKinds.Uln)))
            .Under(null, person, person.Id);
    }

    private void Engagement(StudentFacts facts, EngagementFacts engagement, ReturnEntity student, List<ReturnEntity> into)
    {
        var record = engagement.Engagement;
        var fees = FeeEligibility(facts, engagement);
        var self = new Derived(collection, "Engagement")
            .First("NUMHUS", (Step.Record, record.Numhus))
            .First("ENGEXPECTEDENDDATE", Step.Record, record.ExpectedEnd)
            .First("ENGSTARTDATE", Step.Record, record.Start)
            .First("FEEELIG", (Step.Mapped, institution.Nation == "XH" ? null : fees), (Step.NotKnown, institution.Nation == "XH" ? null : "03"))
            .First("INCOMINGEXCHANGE", (Step.Record, engagement.Within<ExchangeVisit>().LastOrDefault()?.Kind))
            .Under(student, record, record.Id);
        into.Add(self);
        var entry = Entry(facts.Person, engagement, self);
        into.Add(entry);
        engagements.Derive(engagement, student.Fields["SID"]!, self, entry, into);
        if (record.End is { } end && end <= engagement.Last)
        {
            into.Add(new Derived(collection, "Leaver")
                .First("ENGENDDATE", Step.Record, end)
                .First("RSNENGEND", (Step.Record, record.EndReason), (Step.Mapped, ReasonOf(record.Status)))
                .Under(self, record, record.Id));
        }

        foreach (var session in engagement.Sessions)
        {
            sessions.Derive(engagement, session, fees, self, into);
        }
    }

    // What Fees decided; as long as nobody has, home fees go with the home that somebody came from, and where no home is known nothing is said.
    private static string? FeeEligibility(StudentFacts facts, EngagementFacts engagement) => (engagement.FeeStatus, engagement.Entry?.HomeCountry ?? facts.Person.HomeCountry) switch
    {
        (FeeStatus.Home, _) => "01",
        (FeeStatus.Overseas, _) => "02",
        (_, null) => null,
        (_, { } home) when UnitedKingdom.Contains(home) => "01",
        _ => "02",
    };

    private ReturnEntity Entry(Person person, EngagementFacts engagement, ReturnEntity parent)
    {
        var entry = engagement.Entry;
        var (country, step) = entry?.HomeCountry is { } at ? (at, Step.Record) : (person.HomeCountry, Step.OtherRow);
        var isAtHome = UnitedKingdom.Contains(country);
        return new Derived(collection, "EntryProfile")
            .First("CARELEAVER", (Step.Record, entry?.CareLeaver), (Step.NotKnown, "99"))
            .First("HIGHESTQOE", (Step.Record, entry?.HighestQualification))
            .First("PARED", (Step.Record, entry?.ParentalEducation))
            .First("PERMADDCOUNTRY", (step, country))
            .First("PERMADDPOSTCODE", (Step.Record, isAtHome ? entry?.HomePostcode : null), (Step.OtherRow, isAtHome ? person.HomePostcode : null))
            .First("PREVIOUSPROVIDER", (Step.Record, entry?.PreviousProvider))
            .First("SEC", (Step.Record, entry?.SocioEconomicClass))
            .First("SOC2020", (Step.Record, entry?.Occupation))
            .First("UCASSCHEMECODE", (Step.Record, entry?.UcasScheme))
            .Under(parent, (object?)entry ?? person, entry?.Id ?? person.Id);
    }

    private static string? ReasonOf(EngagementStatus status) => status switch
    {
        EngagementStatus.Completed => "01",
        EngagementStatus.Transferred => "03",
        EngagementStatus.Deceased => "05",
        _ => null,
    };

    private static string? Identifier(Person person, string kind) => person.Identifiers.FirstOrDefault(i => i.Kind == kind && i.To is null)?.Value;
}
