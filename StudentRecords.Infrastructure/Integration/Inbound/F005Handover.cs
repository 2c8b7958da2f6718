using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>
/// F005 ApplicantHandedOver: admissions is done. An engagement is expected, the SID is minted for those who have none, and the
/// identity check is asked for (F025).
/// </summary>
internal sealed class F005Handover(InstitutionProfile institution) : InboundFlow<ApplicantHandedOver>
{
    private readonly Activation activation = new();
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> people = [];
    private Dictionary<string, Programme> programmes = [];
    private Dictionary<string, Application> applications = [];
    private ILookup<long, Engagement> held = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private HashSet<long> asked = [];
    private long nextSid;

    public override string Flow => "F005";

    public override IReadOnlyList<string> Types => ["ApplicantHandedOver"];

    protected override void Check(ApplicantHandedOver data, Checks checks) => data.Check(checks);

    protected override string Subject(ApplicantHandedOver data) => data.Applicant.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ApplicantHandedOver>> deliveries, CancellationToken ct)
    {
        refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Applicant), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Applicant, out var id) ? id : null;
        }

        var ids = refs.Values.Distinct().ToList();
        var keys = deliveries.Select(d => d.Data.Application).ToList();
        var codes = deliveries.Select(d => d.Data.Programme).Distinct().ToList();
        people = await slice.Db.Set<Person>().Include(p => p.Identifiers).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        programmes = await slice.Db.Set<Programme>().Include(p => p.Versions).Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, ct);
        applications = (await slice.Db.Set<Application>().Where(a => keys.Contains(a.Key)).ToListAsync(ct)).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.First());
        held = (await slice.Db.Set<Engagement>().Where(e => ids.Contains(e.PersonId)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        asked = (await slice.Db.Set<IdentityVerification>().Where(v => ids.Contains(v.PersonId)).Select(v => v.PersonId).ToListAsync(ct)).ToHashSet();
        await activation.LoadAsync(slice.Db, ids, ct, codes);
        var unminted = people.Values.Count(p => !HasSid(p));
        nextSid = unminted > 0 ? await NumberSequence.TakeAsync(slice.Db, NumberSequence.Sids, unminted, ct) : 0;
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ApplicantHandedOver> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } id)
        {
            return Disposition.Park(data.Applicant.Key, $"Nobody is known as {data.Applicant}.");
        }

        if (!programmes.TryGetValue(data.Programme, out var programme) || programme.Newest is not { } version)
        {
            return Disposition.Park(Waits.Programme(data.Programme), $"There is no programme {data.Programme} in the catalogue.");
        }

        if (programme.IsRetired)
        {
            return Disposition.Quarantine("RETIRED", $"The programme {data.Programme} is closed to new engagements.");
        }

        var person = people[id];
        var number = $"{person.StudentNumber}-{data.Stream ?? (held[id].Count() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        if (held[id].Any(e => e.Numhus == number))
        {
            return Disposition.Stale;
        }

        if (data.Stream is null && held[id].FirstOrDefault(e => e.ProgrammeId == programme.Id && e.IsOpen) is { } same)
        {
            return (same.Start, same.ExpectedEnd, same.Mode, same.IsSponsored) == (data.EntryOn, data.ExpectedEnd, data.Mode, data.Sponsored) ? Disposition.Stale
                : Disposition.Quarantine("ALREADY_ON_IT", $"The student is on {programme.Code} already, {same.Numhus}, {StatusTable.Word(same.Status)}, and not as the message says. Change the engagement at the desk, or set this aside.");
        }

        var application = applications.GetValueOrDefault(data.Application);
        if (application?.Stage == ApplicationStage.Cancelled)
        {
            return Disposition.Quarantine("APPLICATION_CANCELLED", $"The application {application.Key} was cancelled; nobody is expected on it.");
        }

        application?.HandOver();
        var engagement = new Engagement(person, programme, version, number, data.EntryOn, data.ExpectedEnd, data.Mode, slice.Now);
        engagement.Sponsor(data.Sponsored);
        slice.Db.Add(engagement);
        var profile = new EntryProfile(engagement);
        profile.Describe(new EntryDetails { HighestQualification = application?.HighestQualification, HomeCountry = person.HomeCountry, HomePostcode = person.HomePostcode });
        slice.Db.Add(profile);
        if (!HasSid(person))
        {
            person.Identify("HESA", IdentifierKinds.Sid, Sid.Mint(data.EntryOn.Year, institution.Ukprn, nextSid++).Value, slice.Today);
        }

        Verify(slice, person, engagement, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }

    private void Verify(FlowSlice slice, Person person, Engagement engagement, string correlation)
    {
        if (asked.Add(person.Id))
        {
            var verification = new IdentityVerification(person, $"{person.StudentNumber}-V1", slice.Now);
            slice.Db.Add(verification);
            slice.Tell(EnrolmentNotices.VerificationRequested(person, verification, slice.Now, correlation));
            slice.Arrived.Add(Waits.Case(verification.CaseReference));
        }

        activation.Confirm(slice.Db, engagement, slice.Today, slice.Now, correlation);
    }

    private static bool HasSid(Person person) => person.Identifiers.Any(i => i.Kind is IdentifierKinds.Sid or IdentifierKinds.Husid);
}
