using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Integration.Inbound.Owning;

/// <summary>
/// Personal details that admissions or UCAS tell (F005, F045) of somebody who is or was enrolled: the registry's by then. They change nothing; what differs becomes
/// a data correction for the registry, once for each thing said, and a line in the trail. See docs/decisions/who-owns-what.md.
/// </summary>
internal sealed class OwnedDetails
{
    /// <summary>Whose the data corrections are before anybody takes them in hand.</summary>
    public const string Office = "Registry";

    private HashSet<long> owned = [];
    private Dictionary<long, byte[]> keys = [];
    private HashSet<string> asked = [];

    /// <param name="slice">The unit of work.</param>
    /// <param name="people">Those of whom details were told.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task LoadAsync(FlowSlice slice, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return;
        }

        var enrolled = await slice.Db.Set<Engagement>().Where(e => people.Contains(e.PersonId) && !ToldDetails.OfProspects.Contains(e.Status)).Select(e => e.PersonId).Distinct().ToListAsync(ct);
        if (enrolled.Count == 0)
        {
            return;
        }

        owned = [.. enrolled];
        keys = await slice.Db.Set<TrailKey>().AsNoTracking().Where(k => enrolled.Contains(k.PersonId)).ToDictionaryAsync(k => k.PersonId, k => k.Key, ct);
        asked = [.. (await slice.Db.Set<Intervention>().Where(i => enrolled.Contains(i.PersonId) && i.Kind == InterventionKind.DataCorrection).Select(i => i.Key).ToListAsync(ct)).Select(Digest)];
    }

    /// <summary>Whether the person is or was enrolled.</summary>
    public bool Owns(Person person) => owned.Contains(person.Id);

    /// <summary>Asks the registry about what differs, and notes for the trail what the sender tried to change.</summary>
    public void Ask(FlowSlice slice, InboxMessage message, Person person, EqualityDeclaration? declared, ApplicantDetails details)
    {
        List<ToldField> personal = [.. ToldDetails.Differing(person, details.Name, details.Personal), .. ToldDetails.Differing(person, details.Uln, details.SupportNumber)];
        var equality = ToldDetails.Differing(declared, details.Ethnicity, details.Disabilities);
        Ask(slice, message, person, "details", personal, $"{message.Source} says otherwise of the {List([.. personal.Select(f => f.Name)])}; the record stays as it is. What was said is in message {message.MessageId} of {message.Flow}");
        Ask(slice, message, person, "equality", equality, $"{message.Source} brings another {ToldDetails.Equality}; the record stays as it is. Who may see such data reads message {message.MessageId} of {message.Flow}");
        if (personal.Count + equality.Count > 0)
        {
            slice.NotOwned.Add((message, FieldOwners.OfEnrolled(message.Flow, message.Source, List([.. personal.Concat(equality).Select(f => f.Name).Distinct()]))));
        }
    }

    /// <summary>What was answered before and is told again in the same words is not asked again: told by a digest under the person's own key, which says nothing of what it stands for.</summary>
    private void Ask(FlowSlice slice, InboxMessage message, Person person, string what, IReadOnlyList<ToldField> fields, string summary)
    {
        if (fields.Count == 0)
        {
            return;
        }

        // who has no key yet gets one by the save; until then nothing was asked
        var key = keys.TryGetValue(person.Id, out var own) ? own : RandomNumberGenerator.GetBytes(32);
        var digest = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', [message.Source, .. fields.Select(f => $"{f.Name}={f.Said}")]))))[..32];
        if (asked.Add(digest))
        {
            slice.Db.Add(new Intervention(person.Id, message.Source, $"{message.Source}/{what}/{message.Id}/{digest}", InterventionKind.DataCorrection, summary, slice.Today, null, Office));
        }
    }

    private static string Digest(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static string List(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
