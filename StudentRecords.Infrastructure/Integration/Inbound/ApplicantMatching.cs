using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Integration.Inbound.Owning;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>
/// Finds the person whom an applicant is, or creates one (F005, F045). Somebody of the same name and birth date who came another
/// way is for a steward to judge: never an automatic second person, never an automatic merge. What is told of somebody who is or was
/// enrolled is the registry's to take (<see cref="OwnedDetails"/>).
/// </summary>
internal sealed class ApplicantMatching
{
    /// <summary>A steward says who it is.</summary>
    public const string Ambiguous = "IDENTITY_AMBIGUOUS";

    /// <summary>A number that came along is somebody else's.</summary>
    public const string NumberTaken = "NUMBER_TAKEN";

    private readonly Dictionary<PersonRef, Person> known = [];
    private readonly OwnedDetails owned = new();
    private readonly ToldNumbers numbers = new();
    private readonly Dictionary<long, EqualityDeclaration> declarations = [];
    private ILookup<(string Name, DateOnly? Born), string> namesakes = Array.Empty<string>().ToLookup(_ => ("", (DateOnly?)null));
    private Dictionary<long, DateTimeOffset> later = [];
    private long nextNumber;

    public async Task LoadAsync(FlowSlice slice, IReadOnlyList<(PersonRef Ref, ApplicantDetails? Details)> applicants, CancellationToken ct)
    {
        var found = await PersonLookup.FindAsync(slice.Db, applicants.Select(a => a.Ref), ct);
        var ids = found.Values.Distinct().ToList();
        var people = await slice.Db.Set<Person>().Include(p => p.Identifiers).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var (reference, id) in found)
        {
            known[reference] = people[id];
        }

        foreach (var declaration in await slice.Db.Set<EqualityDeclaration>().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct))
        {
            declarations[declaration.PersonId] = declaration;
        }

        await numbers.LoadAsync(slice, applicants.Select(a => a.Details), ct);
        await owned.LoadAsync(slice, [.. applicants.Where(a => a.Details is not null && known.ContainsKey(a.Ref)).Select(a => known[a.Ref].Id).Distinct()], ct);
        var strangers = applicants.Where(a => a.Details is not null && !known.ContainsKey(a.Ref)).ToList();
        if (strangers.Count == 0)
        {
            return;
        }

        var names = strangers.Where(a => !a.Details!.NameIsInvented).Select(a => SearchName(a.Details!)).Distinct().ToList();
        namesakes = (await slice.Db.Set<Person>().Where(p => names.Contains(p.SearchName)).Select(p => new { p.SearchName, p.DateOfBirth, p.StudentNumber }).ToListAsync(ct))
            .ToLookup(p => (p.SearchName, p.DateOfBirth), p => p.StudentNumber);
        nextNumber = await NumberSequence.TakeAsync(slice.Db, NumberSequence.StudentNumbers, strangers.Count, ct);
    }

    public Person? Find(PersonRef reference) => known.GetValueOrDefault(reference);

    /// <summary>
    /// Reads when the newest details of those came whose messages are tried again: applications have versions of their own, and what one said before another does not undo it. Call it when the deliveries know whom they are about.
    /// </summary>
    public async Task LoadLaterAsync(FlowSlice slice, IReadOnlyCollection<Delivery> deliveries, CancellationToken ct)
    {
        var again = deliveries.Where(d => d.Message.Attempts > 0).Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        later = again.Count == 0 ? [] : (await slice.Db.Set<InboxMessage>().AsNoTracking()
            .Where(m => again.Contains(m.PersonId!.Value) && (m.Flow == "F005" || m.Flow == "F045") && m.State == InboxState.Applied && m.Raw.Contains("\"details\"")).Select(m => new { Person = m.PersonId!.Value, m.ReceivedAt }).ToListAsync(ct))
            .GroupBy(m => m.Person).ToDictionary(g => g.Key, g => g.Max(m => m.ReceivedAt));
    }

    /// <summary>Null, with what to do with the message, when it cannot be said who it is.</summary>
    public Person? MatchOrCreate(FlowSlice slice, InboxMessage message, PersonRef reference, ApplicantDetails details, out Disposition? otherwise)
    {
        otherwise = null;
        var isKnown = known.TryGetValue(reference, out var person);
        if (Doubt(reference, details, person) is { } doubt)
        {
            otherwise = doubt;
            return null;
        }

        person ??= Create(slice, reference, details);
        var (isOwned, isOlder) = (owned.Owns(person), later.TryGetValue(person.Id, out var newest) && newest > message.ReceivedAt);
        numbers.Take(slice, person, details, replaces: !isOwned && !isOlder);
        if (isOwned)
        {
            owned.Ask(slice, message, person, declarations.GetValueOrDefault(person.Id), details);
            return person;
        }

        if (isOlder)
        {
            return person;
        }

        if (isKnown && (person.NameIsInvented || !details.NameIsInvented))
        {
            person.Rename(details.Name);
        }

        person.Describe(details.Personal);
        Declare(slice, person, details);
        return person;
    }

    /// <summary>Null when it is clear who it is.</summary>
    private Disposition? Doubt(PersonRef reference, ApplicantDetails details, Person? person)
    {
        var same = person is not null || details.NameIsInvented ? [] : namesakes[(SearchName(details), details.DateOfBirth)].ToList();
        if (same.Count > 0)
        {
            return Disposition.Quarantine(Ambiguous, $"{reference} has the name and birth date of {string.Join(", ", same)}; a steward must say whether it is the same person.");
        }

        return numbers.BorneByAnother(details, person) is not { } borne ? null
            : person is null ? Disposition.Quarantine(Ambiguous, $"{reference} is not known, and {borne}; a steward must say whether it is the same person.")
            : Disposition.Quarantine(NumberTaken, $"{reference} is {person.StudentNumber}, and {borne}. Nothing of the message is taken before the sender corrects it, or the two are found to be one person.");
    }

    private Person Create(FlowSlice slice, PersonRef reference, ApplicantDetails details)
    {
        var person = NewPerson(nextNumber++, reference, details, slice.Today);
        slice.Db.Add(person);
        known[reference] = person;
        slice.Arrived.Add(reference.Key);
        return person;
    }

    /// <summary>A person as the applicant tells of themselves, known by the sender's id; numbers of other bodies are taken with the message.</summary>
    public static Person NewPerson(long number, PersonRef reference, ApplicantDetails details, DateOnly today)
    {
        var person = new Person(StudentNumber.Mint(number), details.Name, details.DateOfBirth);
        person.Identify(reference.System, IdentifierKinds.SystemId, reference.Id, today);
        return person;
    }

    private void Declare(FlowSlice slice, Person person, ApplicantDetails details)
    {
        if (details.Ethnicity is null && details.Disabilities is null)
        {
            return;
        }

        if (!declarations.TryGetValue(person.Id, out var declaration))
        {
            declaration = new EqualityDeclaration(person);
            slice.Db.Add(declaration);
        }

        var before = declaration.Disabilities;
        declaration.Declare(details.Ethnicity, null, null, null, details.Disabilities);
        if (declaration.Disabilities != before && declaration.DisabilityCodes.Any(c => c != ToldDetails.NoDisability))
        {
            slice.Tell(AdjustmentNotices.DisabilityDeclared(declaration, person.StudentNumber, slice.Now));
        }
    }

    /// <summary>As <see cref="Person.SearchName"/> has it.</summary>
    public static string SearchName(ApplicantDetails details) => $"{details.FamilyName.Trim()} {details.GivenNames.Trim()} {details.KnownAs}".Trim().ToLowerInvariant();
}
