using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>A place that an applicant has, as admissions hands it over (F005) or UCAS tells that it was accepted (F045).</summary>
internal sealed record AcceptedPlace
{
    public required string Programme { get; init; }
    public required DateOnly EntryOn { get; init; }
    public DateOnly? ExpectedEnd { get; init; }
    public string Mode { get; init; } = "01";

    /// <summary>Null when the sender does not say whether the institution sponsors the visa.</summary>
    public bool? Sponsored { get; init; }
    public string? Stream { get; init; }

    /// <summary>The application as the sender knows it; null when it told of none before.</summary>
    public Application? Application { get; init; }

    /// <summary>Admissions is done with it; otherwise UCAS tells of a reply, and admissions may still add what UCAS does not know.</summary>
    public bool IsHandover { get; init; }
}

/// <summary>
/// Makes somebody expected to enrol, whoever brings the word: an engagement, the SID for those who have none, and the identity check (F025). Whoever has an engagement on the
/// programme gets no second one; see docs/decisions/ucas-and-admissions.md.
/// </summary>
internal sealed class ExpectedEnrolment(InstitutionProfile institution)
{
    private readonly Activation activation = new();
    private readonly Dictionary<long, List<Engagement>> held = [];
    private Dictionary<long, Person> people = [];
    private Dictionary<string, Programme> programmes = [];
    private List<Application> awaiting = [];
    private HashSet<long> asked = [];
    private Dictionary<long, int> checks = [];
    private long nextSid;

    public async Task LoadAsync(FlowSlice slice, IReadOnlyCollection<long> ids, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        people = await slice.Db.Set<Person>().Include(p => p.Identifiers).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        programmes = await slice.Db.Set<Programme>().Include(p => p.Versions).Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, ct);
        awaiting = await slice.Db.Set<Application>().Where(a => ids.Contains(a.PersonId) && a.AwaitsHandover).ToListAsync(ct);
        foreach (var engagement in await slice.Db.Set<Engagement>().Where(e => ids.Contains(e.PersonId)).ToListAsync(ct))
        {
            Of(engagement.PersonId).Add(engagement);
        }

        checks = (await slice.Db.Set<IdentityVerification>().Where(v => ids.Contains(v.PersonId)).GroupBy(v => v.PersonId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        asked = [.. checks.Keys];
        await activation.LoadAsync(slice.Db, ids, ct, codes);
        var unminted = people.Values.Count(p => !HasSid(p));
        nextSid = unminted > 0 ? await NumberSequence.TakeAsync(slice.Db, NumberSequence.Sids, unminted, ct) : 0;
    }

    public Disposition Expect(FlowSlice slice, long person, AcceptedPlace place, string correlation)
    {
        if (!programmes.TryGetValue(place.Programme, out var programme) || programme.Newest is not { } version)
        {
            return Disposition.Park(Waits.Programme(place.Programme), $"There is no programme {place.Programme} in the catalogue.");
        }

        if (programme.IsRetired)
        {
            return Disposition.Quarantine("RETIRED", $"The programme {place.Programme} is closed to new engagements.");
        }

        var number = $"{people[person].StudentNumber}-{place.Stream ?? Next(people[person])}";
        if (Of(person).Any(e => e.Numhus == number))
        {
            return Disposition.Stale;
        }

        if (place.Stream is null && Of(person).Find(e => e.ProgrammeId == programme.Id && e.IsOpen) is { } same)
        {
            return place.IsHandover ? HandOver(slice, place, programme, same, correlation) : Known(place);
        }

        if (place is { IsHandover: true, Application: { Stage: ApplicationStage.Cancelled } cancelled })
        {
            return Disposition.Quarantine("APPLICATION_CANCELLED", $"The application {cancelled.Key} was cancelled; nobody is expected on it.");
        }

        Make(slice, people[person], place, programme, version, number, correlation);
        return Disposition.Applied;
    }

    private void Make(FlowSlice slice, Person person, AcceptedPlace place, Programme programme, ProgrammeVersion version, string number, string correlation)
    {
        place.Application?.HandOver(awaits: !place.IsHandover);
        var engagement = new Engagement(person, programme, version, number, place.EntryOn, place.ExpectedEnd, place.Mode, slice.Now, place.IsHandover ? "Handed over by admissions" : "Place accepted through UCAS");
        engagement.Sponsor(place.Sponsored == true);
        slice.Db.Add(engagement);
        Of(person.Id).Add(engagement);
        var profile = new EntryProfile(engagement);
        profile.Describe(new EntryDetails { HighestQualification = place.Application?.HighestQualification, HomeCountry = person.HomeCountry, HomePostcode = person.HomePostcode });
        slice.Db.Add(profile);
        if (!HasSid(person))
        {
            person.Identify("HESA", IdentifierKinds.Sid, Sid.Mint(place.EntryOn.Year, institution.Ukprn, nextSid++).Value, slice.Today);
        }

        if (!place.IsHandover)
        {
            awaiting.Add(place.Application!);
            SponsorshipUnsaid.Hold(slice, activation, engagement, place);
        }

        Verify(slice, person, correlation);
        activation.Confirm(slice.Db, engagement, slice.Today, slice.Now, correlation);
    }

    /// <summary>UCAS accepts a place for which there is an engagement: admissions came first, or the choice was told twice.</summary>
    private static Disposition Known(AcceptedPlace place)
    {
        place.Application!.HandOver(awaits: place.Application.AwaitsHandover);
        return Disposition.Applied;
    }

    /// <summary>Admissions hands over whom the record has on the programme: it adds what UCAS did not say, once, and is told when it says something else.</summary>
    private Disposition HandOver(FlowSlice slice, AcceptedPlace place, Programme programme, Engagement same, string correlation)
    {
        if (awaiting.Find(a => a.PersonId == same.PersonId && a.ProgrammeCode == programme.Code) is { } accepted && MayAdd(same, place))
        {
            same.HandOver(place.EntryOn, place.ExpectedEnd, place.Mode, place.Sponsored == true);
            accepted.HandOver();
            place.Application?.HandOver();
            awaiting.Remove(accepted);
            SponsorshipUnsaid.Release(activation.OpenHolds(same.PersonId), same, slice.Today, "Admissions said it with the handover.");
            activation.Try(slice.Db, same.PersonId, slice.Today, slice.Now, correlation);
            return Disposition.Applied;
        }

        return Agrees(same, place) ? Disposition.Stale
            : Disposition.Quarantine("ALREADY_ON_IT", $"The student is on {programme.Code} already, {same.Numhus}, {StatusTable.Word(same.Status)}, and not as the message says. Change the engagement at the desk, or set this aside.");
    }

    /// <summary>A passed identity check may have enrolled the student before admissions came: then a fee was assessed by the mode, and a permission to study was not asked for.</summary>
    private static bool MayAdd(Engagement held, AcceptedPlace place) => held.Status == EngagementStatus.Expected
        || (held.Start.Year, held.Start.Month, held.Mode, held.IsSponsored) == (place.EntryOn.Year, place.EntryOn.Month, place.Mode, place.Sponsored == true);

    private static bool Agrees(Engagement held, AcceptedPlace place) => (held.Start, held.ExpectedEnd, held.Mode, held.IsSponsored) == (place.EntryOn, place.ExpectedEnd, place.Mode, place.Sponsored == true);

    private void Verify(FlowSlice slice, Person person, string correlation)
    {
        if (asked.Add(person.Id))
        {
            var verification = IdentityVerification.Next(person, checks.GetValueOrDefault(person.Id), slice.Now);
            slice.Db.Add(verification);
            slice.Tell(EnrolmentNotices.VerificationRequested(person, verification, slice.Now, correlation));
            slice.Arrived.Add(Waits.Case(verification.CaseReference));
        }
    }

    private List<Engagement> Of(long person) => held.TryGetValue(person, out var engagements) ? engagements : held[person] = [];

    /// <summary>The first number from the count on that no engagement of the person has.</summary>
    private string Next(Person person)
    {
        var taken = Of(person.Id).Select(e => e.Numhus).ToHashSet();
        return Enumerable.Range(taken.Count + 1, taken.Count + 1).Select(n => n.ToString(CultureInfo.InvariantCulture)).First(n => !taken.Contains($"{person.StudentNumber}-{n}"));
    }

    private static bool HasSid(Person person) => person.Identifiers.Any(i => i.Kind is IdentifierKinds.Sid or IdentifierKinds.Husid);
}
