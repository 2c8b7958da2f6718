using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F011 ProfileChangeRequested: the contact details that students keep themselves, by the rules of the desk, and field by field the newest word. Names and birth dates are not among them.</summary>
internal sealed class F011Profiles : InboundFlow<ProfileChangeRequested>
{
    private static readonly string[] Fields = [nameof(ContactDetails.KnownAs), nameof(ContactDetails.Email), nameof(ContactDetails.Telephone), nameof(ContactDetails.TermPostcode), nameof(ContactDetails.HomeAddress), nameof(ContactDetails.HomePostcode)];

    private readonly FieldWords words = new(FieldWords.Contact);
    private Dictionary<PersonRef, long> refs = [];
    private Dictionary<long, Person> people = [];

    public override string Flow => "F011";

    public override IReadOnlyList<string> Types => ["ProfileChangeRequested"];

    protected override void Check(ProfileChangeRequested data, Checks checks) => data.Check(checks);

    protected override string Subject(ProfileChangeRequested data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ProfileChangeRequested>> deliveries, CancellationToken ct)
    {
        refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        var ids = refs.Values.ToList();
        people = await slice.Db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        await words.LoadAsync(slice, deliveries, Fields, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ProfileChangeRequested> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } id)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        var person = people[id];
        var brought = new ContactDetails
        {
            KnownAs = data.KnownAs, Email = data.Email, Telephone = data.Telephone, TermPostcode = data.TermPostcode,
            HomeAddress = data.HomeAddress, HomePostcode = data.HomePostcode, HomeCountry = person.HomeCountry,
        }.Tidied();
        // the country is the record's: it only says how a home postcode looks
        List<Refusal> faults = [.. brought.Faults().Where(f => f.Field != nameof(ContactDetails.HomeCountry))];
        if (faults.Count > 0)
        {
            return Disposition.Refuse(faults);
        }

        var (isNews, isOlder) = (false, false);
        string? News(string field, string? told)
        {
            if (told is null)
            {
                return null;
            }

            var taken = words.Hear(slice, delivery, field);
            (isNews, isOlder) = (isNews || taken, isOlder || !taken);
            return taken ? told : null;
        }

        person.Describe(new PersonDetails
        {
            Email = News(nameof(ContactDetails.Email), brought.Email), Telephone = News(nameof(ContactDetails.Telephone), brought.Telephone), TermPostcode = News(nameof(ContactDetails.TermPostcode), brought.TermPostcode),
            HomeAddress = News(nameof(ContactDetails.HomeAddress), brought.HomeAddress), HomePostcode = News(nameof(ContactDetails.HomePostcode), brought.HomePostcode),
        });
        if (News(nameof(ContactDetails.KnownAs), data.KnownAs) is not null)
        {
            person.Rename(new PersonName(person.FamilyName, person.GivenNames, brought.KnownAs, person.NameIsInvented));
        }

        return isOlder && !isNews ? Disposition.Stale : Disposition.Applied;
    }
}
