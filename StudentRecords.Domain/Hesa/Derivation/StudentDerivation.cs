using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From one student's record to the tree below Student.</summary>
public sealed class StudentDerivation(CollectionDefinition collection)
{
    private static readonly string[] UnitedKingdom = ["XF", "XG", "XH", "XI", "XK", "XL", "GG", "JE", "IM"];
    private readonly SessionDerivation sessions = new(collection);

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

        foreach (var engagement in facts.Engagements)
        {
            Engagement(facts, engagement, student, entities);
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
            .First("TTPCODE", (Step.Record, person.TermPostcode))
            .First("UCASPERID", (Step.Record, Identifier(person, IdentifierKinds.UcasPersonalId)))
            .First("ULN", (Step.Record, Identifier(person, IdentifierKinds.Uln)))
            .Under(null, person, person.Id);
    }

    private void Engagement(StudentFacts facts, EngagementFacts engagement, ReturnEntity student, List<ReturnEntity> into)
    {
        var record = engagement.Engagement;
        var self = new Derived(collection, "Engagement")
            .First("NUMHUS", (Step.Record, record.Numhus))
            .First("ENGEXPECTEDENDDATE", Step.Record, record.ExpectedEnd)
            .First("ENGSTARTDATE", Step.Record, record.Start)
            .First("FEEELIG", (Step.NotKnown, "03"))
            .Under(student, record, record.Id);
        into.Add(self);
        into.Add(Entry(facts.Person, engagement, self));
        var known = engagement.Sessions.Max(s => s.Year.End);
        if (record.End is { } end && end <= known)
        {
            into.Add(new Derived(collection, "Leaver")
                .First("ENGENDDATE", Step.Record, end)
                .First("RSNENGEND", (Step.Record, record.EndReason), (Step.Mapped, ReasonOf(record.Status)))
                .Under(self, record, record.Id));
        }

        foreach (var session in engagement.Sessions)
        {
            sessions.Derive(engagement, session, self, into);
        }
    }

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
