using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.People;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Next year's applicants as UCAS and admissions tell them, through the hub: expected engagements with identity checks in each state.</summary>
internal sealed class ArrivalsScene(IDbContextFactory<RegistryDbContext> store, DemoPost post) : IDemoScene
{
    private const int Entry = DemoYears.Newest + 1;
    private const int PerProgramme = 32;

    /// <summary>What the verifier answers, over and over; null is no answer yet.</summary>
    private static readonly string?[] Answers = ["IdentityVerified", "IdentityVerificationFailed", "IdentityVerified", "FraudSuspected", "IdentityVerified", "IdentityVerificationPending", "IdentityVerified", null, "IdentityVerified", "IdentityVerified", "IdentityVerified"];

    public string Name => "Arrivals";

    public int Length => 8;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var applicants = PlannedCatalogue.Programmes.SelectMany(p => Enumerable.Range(1, play.Preset.Of(PerProgramme)).Select(i => StudentPlanner.Plan(p.Code, Entry, i))).ToList();
        var fromUcas = applicants.Where(IsFromUcas).ToList();
        var direct = applicants.Where(a => !IsFromUcas(a)).ToList();
        var start = DemoYears.Begins(Entry);
        await post.SendAsync("F045", "UCAS", "ucas-2025-cycle", fromUcas.Select(a => Letter("UcasApplicationReceived", a, 1, new UcasApplication { Application = a.Key, Applicant = Ref(a), Details = Details(a), Programme = a.Programme, EntryOn = start })), ct);
        await post.SendAsync("F005", "CRM", "admissions-2025", direct.Select(a => Letter("ApplicationRecorded", a, 1, Progressed(a, start, Details(a), null))), ct);
        await play.TellAsync(0.3, $"{applicants.Count} applications for {Entry}");

        await post.SendAsync("F045", "UCAS", "ucas-2025-replies", fromUcas.Where(HasReplied).Select(a => Letter("OfferReplyRecorded", a, 2, new UcasApplicationSettled { Application = a.Key, Accepted = !Declines(a) })), ct);
        await post.SendAsync("F005", "CRM", "admissions-2025-offers", direct.Select(a => Letter("OfferIssued", a, 2, Progressed(a, start, null, null))), ct);
        await post.SendAsync("F005", "CRM", "admissions-2025-replies", direct.Where(HasReplied).Select(a => Letter("AdmissionDecisionRecorded", a, 3, Progressed(a, start, null, !Declines(a)))), ct);

        var coming = applicants.Where(a => HasReplied(a) && !Declines(a)).ToList();
        await post.SendAsync("F005", "CRM", "handover-2025", coming.Select(a => new DemoLetter("ApplicantHandedOver", $"handover-{a.Key}", $"{a.Key}/handover", new ApplicantHandedOver
        {
            Application = a.Key, Applicant = Ref(a), Programme = a.Programme, EntryOn = start,
            ExpectedEnd = new DateOnly(Entry + PlannedCatalogue.Programmes.First(p => p.Code == a.Programme).Years, 6, 30),
        })), ct);
        await play.TellAsync(0.7, $"{coming.Count} applicants handed over");
        await VerifyAsync(coming, ct);
    }

    private async Task VerifyAsync(List<PlannedStudent> coming, CancellationToken ct)
    {
        var ids = coming.ToDictionary(a => (Ref(a).System, Ref(a).Id), a => a);
        await using var db = await store.CreateDbContextAsync(ct);
        var values = coming.Select(a => a.Key).ToList();
        var cases = await (from i in db.Set<PersonIdentifier>()
                           join v in db.Set<IdentityVerification>() on i.PersonId equals v.PersonId
                           where values.Contains(i.Value) && i.Kind == IdentifierKinds.SystemId
                           orderby i.Value
                           select v.CaseReference).ToListAsync(ct);
        var letters = cases.Select((c, i) => (Case: c, Answer: Answers[i % Answers.Length])).Where(c => c.Answer is not null)
            .Select(c => new DemoLetter(c.Answer!, $"check-{c.Case}", c.Case, new IdentityVerificationAnswered { Case = c.Case, Confidence = Confidence(c.Answer!, c.Case), EvidenceLink = $"https://verify.example/cases/{c.Case}" }));
        await post.SendAsync("F026", "OIV", "verifier-answers", letters, ct);
    }

    private static decimal? Confidence(string answer, string reference) => answer switch
    {
        "IdentityVerified" => 85 + Dice.Of(reference, "confidence").Roll(15),
        "IdentityVerificationPending" => null,
        _ => 10 + Dice.Of(reference, "confidence").Roll(40),
    };

    private static bool IsFromUcas(PlannedStudent a) => a.AtEntry.UcasScheme is not null;

    private static bool HasReplied(PlannedStudent a) => a.Ordinal % 9 != 8;

    private static bool Declines(PlannedStudent a) => a.Ordinal % 11 == 10;

    private static PersonRef Ref(PlannedStudent a) => new(IsFromUcas(a) ? "UCAS" : "CRM", a.Key);

    private static DemoLetter Letter(string type, PlannedStudent a, int version, object data) => new(type, $"{type}-{a.Key}", a.Key, data, version);

    private static ApplicationProgressed Progressed(PlannedStudent a, DateOnly start, ApplicantDetails? details, bool? accepted) =>
        new() { Application = a.Key, Applicant = Ref(a), Details = details, Programme = a.Programme, EntryOn = start, Accepted = accepted };

    private static ApplicantDetails Details(PlannedStudent a) => new()
    {
        FamilyName = a.Name.Family, GivenNames = a.Name.Given, KnownAs = a.Name.KnownAs, DateOfBirth = a.Details.DateOfBirth, LegalSex = a.Details.LegalSex,
        Nationality = a.Details.Nationality, Email = a.Details.Email, HomePostcode = a.Details.HomePostcode, HomeCountry = a.Details.HomeCountry,
        HighestQualification = a.AtEntry.HighestQualification, Ethnicity = a.Ethnicity, Disabilities = a.Disabilities,
        Uln = a.IsInternational ? null : Numbers.Uln(900_000 + Serial(a)), SupportNumber = a.IsInternational ? null : Numbers.SupportNumber(900_000 + Serial(a), Entry),
    };

    /// <summary>A number of its own for each applicant, far from those minted.</summary>
    private static long Serial(PlannedStudent a) => (1000 * PlannedCatalogue.Programmes.TakeWhile(p => p.Code != a.Programme).Count()) + a.Ordinal;
}
