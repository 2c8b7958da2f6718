using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>
/// Takes a word of UK Visas &amp; Immigration on a permission to study (F052), whether a message brought it or an officer keyed it: newest
/// word first, and of a refusal or a curtailment a hold of Compliance and a case with the sponsor's ten working days.
/// </summary>
internal sealed class PermissionTaking
{
    /// <summary>An older word than the one held: it changes nothing.</summary>
    public const string Older = "OLDER_WORD";

    private const string Owner = "Compliance";
    private Dictionary<string, PermissionToStudy> permissions = [];
    private HashSet<string> held = [];
    private List<Intervention> requests = [];

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<string> casNumbers, IReadOnlyCollection<long> students, CancellationToken ct)
    {
        requests = await db.Set<Intervention>().Where(i => students.Contains(i.PersonId) && i.Kind == InterventionKind.CasRequest).OrderBy(i => i.Id).ToListAsync(ct);
        permissions = await db.Set<PermissionToStudy>().Where(p => casNumbers.Contains(p.CasNumber)).ToDictionaryAsync(p => p.CasNumber, ct);
        var people = permissions.Values.Select(p => p.PersonId).Distinct().ToList();
        held = (await db.Set<Hold>().Where(h => h.Source == Owner && h.ReleasedOn == null && people.Contains(h.PersonId)).Select(h => h.Key).ToListAsync(ct)).Select(CasOf).ToHashSet();
    }

    /// <summary>Gives the permission as it then stands.</summary>
    public Outcome<PermissionToStudy> Take(RegistryDbContext db, Person person, PermissionTold told, PermissionState state, string source, DateOnly today)
    {
        var cas = told.Cas.Trim();
        List<Refusal> refusals = [.. PermissionToStudy.Faults(cas, state, told.ValidFrom, told.ValidUntil, told.DecidedOn, today)];
        var permission = permissions.GetValueOrDefault(cas);
        if (permission is not null && permission.PersonId != person.Id)
        {
            refusals.Add(new("CAS_OF_ANOTHER", $"CAS {cas} belongs to another student.", "F052", "CasNumber"));
        }

        if (told.Request is { } named && !requests.Exists(r => r.PersonId == person.Id && r.Key == SponsorCases.KeyOf(named)))
        {
            refusals.Add(new("REQUEST_UNKNOWN", $"The record has asked for no CAS of this student as {named}.", "F051", "Request"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<PermissionToStudy>.Refused(refusals);
        }

        var isNews = permission is null || (permission.State, permission.DecidedOn) != (state, told.DecidedOn);
        if (permission is null)
        {
            permission = new PermissionToStudy(person, cas, source, state, told.ValidFrom, told.ValidUntil, told.DecidedOn);
            permissions[cas] = permission;
            db.Add(permission);
            Match(person, told, today);
        }
        else if (!permission.Tell(source, state, told.ValidFrom, told.ValidUntil, told.DecidedOn))
        {
            return Outcome<PermissionToStudy>.Refused(Older, $"A newer word of {permission.DecidedOn:d MMM yyyy} is on the record; an older one does not undo it.", "F052");
        }

        if (isNews && state is PermissionState.Refused or PermissionState.Curtailed)
        {
            Follow(db, person, permission, today);
        }

        return permission;
    }

    /// <summary>The request that the CAS answers: the one that is named, or the oldest that waits.</summary>
    private void Match(Person person, PermissionTold told, DateOnly today)
    {
        var waiting = requests.Where(r => r.PersonId == person.Id && r.IsWaiting);
        (told.Request is { } named ? waiting.FirstOrDefault(r => r.Key == SponsorCases.KeyOf(named)) : waiting.FirstOrDefault())?.Settle($"CAS {told.Cas.Trim()} of {told.DecidedOn:d MMM yyyy}", today);
    }

    private void Follow(RegistryDbContext db, Person person, PermissionToStudy permission, DateOnly today)
    {
        var key = $"{permission.CasNumber}/{permission.State}/{permission.DecidedOn:yyyy-MM-dd}";
        var reason = permission.State == PermissionState.Refused ? "The visa was refused" : $"The leave is cut short to {permission.ValidUntil:d MMM yyyy}";
        if (held.Add(permission.CasNumber))
        {
            db.Add(new Hold(person, Owner, key, reason, "Compliance clears it when a new permission is on the record.", Blocks.Enrolment | Blocks.Registration, today));
        }

        db.Add(new Intervention(person.Id, "UKVI", $"permission/{key}", InterventionKind.Sponsor, $"{reason}, decided on {permission.DecidedOn:d MMM yyyy}", today, ContactPoints.ReportBy(today), SponsorCases.Office));
    }

    // a hold of before this had the number alone
    private static string CasOf(string key) => key.Split('/')[0];
}
