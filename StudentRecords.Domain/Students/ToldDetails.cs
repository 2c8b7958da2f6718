using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Students;

/// <summary>A field in which a sender's word and the record differ: its name for people, and what was said.</summary>
public sealed record ToldField(string Name, string Said);

/// <summary>
/// What a sender says of somebody beside what the record has. Admissions owns what is known of a prospect; from the enrolment on the registry owns
/// it, and what differs is a question to the registry. What is written otherwise only (case, spaces) does not differ, and neither does what is not said.
/// </summary>
public static class ToldDetails
{
    /// <summary>How items and the trail name what is special category: that, and never which part of it.</summary>
    public const string Equality = "equality declaration";

    /// <summary>HESA DISABILITY: no known disability.</summary>
    public const string NoDisability = "95";

    private const string SexNotAvailable = "99";
    private const string EthnicityNotKnown = "997";

    /// <summary>Statuses in which the person has not been enrolled: admissions owns the details still.</summary>
    public static readonly IReadOnlyList<EngagementStatus> OfProspects = [EngagementStatus.Expected, EngagementStatus.Deferred, EngagementStatus.NoShow];

    /// <summary>Names and personal details that are told and are not as the record has them.</summary>
    public static IReadOnlyList<ToldField> Differing(Person person, PersonName name, PersonDetails details) =>
    [
        .. name.IsInvented ? [] : Differs("family name", name.Family, person.FamilyName),
        .. name.IsInvented ? [] : Differs("given names", name.Given, person.GivenNames),
        .. name.IsInvented ? [] : Differs("known as", name.KnownAs, person.KnownAs),
        .. Differs("date of birth", $"{details.DateOfBirth:yyyy-MM-dd}", $"{person.DateOfBirth:yyyy-MM-dd}"),
        .. Differs("legal sex", details.LegalSex == SexNotAvailable ? null : details.LegalSex, person.LegalSex),
        .. Differs("nationality", details.Nationality, person.Nationality),
        .. Differs("e-mail", details.Email, person.Email),
        .. Differs("telephone", details.Telephone, person.Telephone),
        .. Differs("term-time postcode", details.TermPostcode, person.TermPostcode),
        .. Differs("home address", details.HomeAddress, person.HomeAddress),
        .. Differs("home postcode", details.HomePostcode, person.HomePostcode),
        .. Differs("home country", details.HomeCountry, person.HomeCountry),
    ];

    /// <summary>Numbers that are told and are not those that the record has; one that it lacks does not differ.</summary>
    public static IReadOnlyList<ToldField> Differing(Person person, string? uln, string? supportNumber) => [.. Differs(person, NumberKind.Learner, uln), .. Differs(person, NumberKind.Support, supportNumber)];

    /// <summary>What of the equality declaration is told and is not as the record has it (special category).</summary>
    public static IReadOnlyList<ToldField> Differing(EqualityDeclaration? held, string? ethnicity, IEnumerable<string>? disabilities) =>
    [
        .. Differs(Equality, ethnicity == EthnicityNotKnown ? null : ethnicity, held?.Ethnicity),
        .. disabilities is null ? [] : Differs(Equality, Codes(disabilities), held?.Disabilities ?? NoDisability),
    ];

    private static string Codes(IEnumerable<string> disabilities) => string.Join(' ', disabilities.Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<ToldField> Differs(Person person, NumberKind kind, string? said) => person.Identifiers.FirstOrDefault(i => i.Kind == kind.Kind && i.To is null) is { } held ? Differs(kind.Name, said, held.Value) : [];

    private static IEnumerable<ToldField> Differs(string name, string? said, string? held) =>
        string.IsNullOrWhiteSpace(said) || Plain(said).Equals(Plain(held ?? ""), StringComparison.OrdinalIgnoreCase) ? [] : [new(name, Plain(said).ToUpperInvariant())];

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Normalize();
}
